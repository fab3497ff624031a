"""Loads Django for a command that needs the database."""

import os


def load_django() -> None:
    """Reads the settings and loads every app. Raises BadSetting for an unusable setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexos.config.settings")
    import django

    django.setup()
