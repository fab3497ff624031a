"""A database of its own for a test whose processes migrate and fill it themselves."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def fresh_database() -> Iterator[dict[str, str]]:
    """The settings that name it: none with SQLite, which lies in the data directory, and with PostgreSQL an empty one
    that is dropped afterwards."""
    url = os.environ.get("NEXOS_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield {"NEXOS_DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
