from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "nexos.billing"
    label = "billing"
