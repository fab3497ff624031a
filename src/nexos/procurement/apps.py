from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "nexos.procurement"
    label = "procurement"
