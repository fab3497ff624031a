from django.apps import AppConfig


class TimekeepingConfig(AppConfig):
    name = "nexos.timekeeping"
    label = "timekeeping"
