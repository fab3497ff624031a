from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "nexos.quickbooks.sync.reconciliation"
    label = "quickbooks_reconciliation"

    def ready(self) -> None:
        # It registers what listens to the facts of the connection.
        from nexos.quickbooks.sync.reconciliation import listeners  # noqa: F401
