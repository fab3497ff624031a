from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "nexos.sales"
    label = "sales"
