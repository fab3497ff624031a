"""Loads Django for a command that needs the database."""

import atexit
import gc
import os

from nexos.kit.errors import BadSetting

_OBJECTS_MADE = 50_000  # before garbage is looked for among the new ones


def load_django() -> None:
    """Reads the settings, loads every app and tries the database.

    Raises BadSetting for an unusable setting, and for a database that cannot be opened or would not keep tenants apart.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexos.config.settings")
    import django
    from django.db import DatabaseError, connection, connections

    django.setup()
    from nexos.kit.tenancy.row_security import is_bypassed

    try:
        unsafe = is_bypassed(connection)
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        name = connection.settings_dict["NAME"]
        raise BadSetting("NEXOS_DATABASE_URL", f"the database “{name}” cannot be opened ({reason})") from error
    finally:
        connection.close()  # the server forks, and two processes must not share it
    if unsafe:
        raise BadSetting(
            "NEXOS_DATABASE_URL",
            "this role sees every tenant's rows whatever row security says; name one that is neither SUPERUSER nor "
            "BYPASSRLS",
        )
    # To look for cycles as often as Python does by itself would be a tenth of a pull: there are few among its millions
    # of tuples, and none among what was imported.
    gc.freeze()
    gc.set_threshold(_OBJECTS_MADE, *gc.get_threshold()[1:])
    atexit.register(connections.close_all)  # which a last look for garbage would otherwise do
