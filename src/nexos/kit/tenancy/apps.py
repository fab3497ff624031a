from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    name = "nexos.kit.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        from nexos.kit.tenancy.row_security import protect_tables

        post_migrate.connect(protect_tables, dispatch_uid="row-security")
