from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "nexos.crm"
    label = "crm"
