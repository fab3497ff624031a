from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "nexos.kit.vault"
    label = "vault"
