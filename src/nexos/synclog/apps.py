from django.apps import AppConfig


class SyncLogConfig(AppConfig):
    name = "nexos.synclog"
