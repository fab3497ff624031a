from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "nexos.quickbooks.sync"
    label = "quickbooks_sync"
