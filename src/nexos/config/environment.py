"""Reads the settings a deployment gives through environment variables; a bad one is one clear sentence."""

import base64
import binascii
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from nexos.kit.errors import BadSetting


def data_dir() -> Path:
    """The directory for the database file and the generated keys (`NEXOS_DATA_DIR`); made, mode 0700, if absent.

    Raises BadSetting when it cannot be created or written.
    """
    path = Path(os.environ.get("NEXOS_DATA_DIR") or ".data").expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            "NEXOS_DATA_DIR", f"{path} cannot be created ({error.strerror}); name a directory you may write"
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise BadSetting("NEXOS_DATA_DIR", f"{path} cannot be written; name a directory you may write")
    return path


def secret(name: str, path: Path, length: int) -> bytes:
    """The bytes of base64 variable `name`, else of the file `path`, which is generated once with mode 0600."""
    given = os.environ.get(name)
    if given is None:
        given = _generated_once(path, length)
    try:
        value = base64.b64decode(given, validate=True)
    except binascii.Error as error:
        raise BadSetting(name, "it is not base64") from error
    if len(value) < length:
        raise BadSetting(name, f"it must hold at least {length} bytes, base64 encoded")
    return value


def _generated_once(path: Path, length: int) -> str:
    fresh = base64.b64encode(secrets.token_bytes(length)).decode()
    try:
        # O_EXCL: of two processes starting together one creates the file, the other reads it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
    except FileExistsError:
        return path.read_text()
    return fresh


def encryption_keys(directory: Path) -> list[bytes]:
    """The vault's keys (`NEXOS_ENCRYPTION_KEYS`: comma separated, base64, 32 bytes each): the first seals, all open."""
    given = os.environ.get("NEXOS_ENCRYPTION_KEYS")
    if given is None:
        return [secret("NEXOS_ENCRYPTION_KEYS", directory / "encryption.key", 32)]
    keys = []
    for part in given.split(","):
        try:
            key = base64.b64decode(part.strip(), validate=True)
        except binascii.Error as error:
            raise BadSetting("NEXOS_ENCRYPTION_KEYS", "each key must be base64") from error
        if len(key) != 32:
            raise BadSetting("NEXOS_ENCRYPTION_KEYS", f"a key has {len(key)} bytes; each must have 32")
        keys.append(key)
    return keys


def database(directory: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `NEXOS_DATABASE_URL`: `sqlite:///path` (default: in the data directory) or `postgresql://…`."""
    url = os.environ.get("NEXOS_DATABASE_URL") or f"sqlite:///{directory / 'nexos.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "TEST": {"NAME": str(directory / "test.sqlite3")},
            "NAME": unquote(parts.path.removeprefix("/"))
            if not parts.path.startswith("//")
            else unquote(parts.path[1:]),
            "OPTIONS": {
                # IMMEDIATE: a transaction that will write waits for the write lock at its start instead of failing
                # in the middle when its snapshot is out of date.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": False},
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadSetting("NEXOS_DATABASE_URL", "it must begin with sqlite:/// or postgresql://")


def url(name: str, default: str) -> str:
    """The http(s) address in variable `name`, without a trailing slash."""
    value = (os.environ.get(name) or default).rstrip("/")
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise BadSetting(name, f"“{value}” is not an http or https address")
    return value


def optional_url(name: str) -> str | None:
    """As `url`, but None when the variable is unset."""
    return url(name, "") if os.environ.get(name) else None
