from django.apps import AppConfig


class PushConfig(AppConfig):
    name = "nexos.quickbooks.push"
    label = "quickbooks_push"
