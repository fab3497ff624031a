from django.apps import AppConfig


class ConnectionConfig(AppConfig):
    name = "nexos.quickbooks.connection"
    label = "quickbooks_connection"
