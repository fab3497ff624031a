from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "nexos.quickbooks.mirror"
    label = "quickbooks_mirror"
