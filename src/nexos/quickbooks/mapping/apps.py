from django.apps import AppConfig


class MappingConfig(AppConfig):
    name = "nexos.quickbooks.mapping"
    label = "quickbooks_mapping"

    def ready(self) -> None:
        from nexos.quickbooks.mapping import listeners  # noqa: F401 - registers what it listens to
