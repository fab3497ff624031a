from django.apps import AppConfig


class StateConfig(AppConfig):
    name = "nexos.quickbooks.state"
    label = "quickbooks_state"
