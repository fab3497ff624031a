from django.apps import AppConfig


class MeteringConfig(AppConfig):
    name = "nexos.quickbooks.metering"
    label = "quickbooks_metering"
