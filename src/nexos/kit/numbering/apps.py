from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "nexos.kit.numbering"
    label = "numbering"
