from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nexos.quickbooks.notices"
    label = "quickbooks_notices"

    def ready(self) -> None:
        # It registers what listens to the facts of connection.
        from nexos.quickbooks.notices import addressees  # noqa: F401
