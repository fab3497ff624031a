from django.apps import AppConfig


class ExceptionsConfig(AppConfig):
    name = "nexos.quickbooks.exceptions"
    label = "quickbooks_exceptions"

    def ready(self) -> None:
        # It registers what listens to the facts of sync and mapping.
        from nexos.quickbooks.exceptions import listeners  # noqa: F401
