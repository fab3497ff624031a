from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "nexos.catalog"
    label = "catalog"
