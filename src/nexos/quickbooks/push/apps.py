from django.apps import AppConfig


class PushConfig(AppConfig):
    name = "nexos.quickbooks.push"
    label = "quickbooks_push"

    def ready(self) -> None:
        from nexos.quickbooks.push import triggers  # noqa: F401 - registers the listeners
