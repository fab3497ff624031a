from django.apps import AppConfig


class MappingConfig(AppConfig):
    name = "nexos.quickbooks.mapping"
    label = "quickbooks_mapping"
