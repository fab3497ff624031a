from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "nexos.quickbooks.sync"
    label = "quickbooks_sync"

    def ready(self) -> None:
        # They register what listens to the facts of connection and mapping.
        from nexos.quickbooks.inbound import gate  # noqa: F401
        from nexos.quickbooks.sync import listeners  # noqa: F401
