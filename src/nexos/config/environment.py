"""Reads the settings a deployment gives through environment variables; a bad one is one clear sentence."""

import base64
import logging
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

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
    where = name if given is not None else f"{name}, kept in {path}"
    try:
        value = _decoded(_generated_once(path, length) if given is None else given)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(where, f"the file cannot be read or made ({error})") from error
    except ValueError as error:
        raise BadSetting(where, "it is not base64") from error
    if len(value) < length:
        raise BadSetting(where, f"it must hold at least {length} bytes, base64 encoded")
    return value


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _generated_once(path: Path, length: int) -> str:
    if not path.exists():
        # Written whole under another name first: of two processes starting together one names the file, and the other
        # never reads half of it.
        draft = path.with_suffix(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(base64.b64encode(secrets.token_bytes(length)).decode())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def encryption_keys(directory: Path) -> list[bytes]:
    """The vault's keys (`NEXOS_ENCRYPTION_KEYS`: comma separated, base64, 32 bytes each): the first seals, all open."""
    given = os.environ.get("NEXOS_ENCRYPTION_KEYS")
    if given is None:
        return [secret("NEXOS_ENCRYPTION_KEYS", directory / "encryption.key", 32)]
    keys = []
    for part in given.split(","):
        try:
            key = _decoded(part.strip())
        except ValueError as error:
            raise BadSetting("NEXOS_ENCRYPTION_KEYS", "each key must be base64") from error
        if len(key) != 32:
            raise BadSetting("NEXOS_ENCRYPTION_KEYS", f"a key has {len(key)} bytes; each must have 32")
        keys.append(key)
    return keys


def database(directory: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `NEXOS_DATABASE_URL`: `sqlite:///path` (default: in the data directory) or `postgresql://…`."""
    url = os.environ.get("NEXOS_DATABASE_URL")
    if not url:
        return _sqlite(directory / "nexos.sqlite3", directory)
    parts = _split("NEXOS_DATABASE_URL", url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("sqlite", "postgresql", "postgres"):
        raise BadSetting("NEXOS_DATABASE_URL", "it must begin with sqlite:/// or postgresql://")
    if not name:
        raise BadSetting("NEXOS_DATABASE_URL", "it does not name a database; write it like postgresql://host/name")
    return _sqlite(Path(name), directory) if parts.scheme == "sqlite" else _postgresql(parts, name)


def _sqlite(file: Path, directory: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "TEST": {"NAME": str(directory / "test.sqlite3")},
        "NAME": str(file),
        "OPTIONS": {
            # IMMEDIATE: a transaction that will write waits for the write lock at its start instead of failing
            # in the middle when its snapshot is out of date.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # QuickBooks' objects are kilobytes long: larger pages (of a new file) take them with a quarter less work.
            # A page of a pull writes some 4 MB, and a checkpoint waits for four of them.
            "init_command": "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=1000",
        },
    }


def _postgresql(parts: SplitResult, name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": False, "connect_timeout": 10},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def is_postgresql(database: Mapping[str, Any]) -> bool:
    """Whether this DATABASES entry is PostgreSQL's."""
    return bool(database["ENGINE"] == "django.db.backends.postgresql")


def url(name: str, default: str) -> str:
    """The http(s) address in variable `name`: scheme and host, a port perhaps, and nothing after them."""
    value = (os.environ.get(name) or default).rstrip("/")
    parts = _split(name, value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting(name, f"“{value}” is not an http or https address")
    if "@" in parts.netloc or parts.path or parts.query or parts.fragment:
        raise BadSetting(name, "it must end after its host or port; write it like https://nexos.example.com")
    return value


def optional_url(name: str) -> str | None:
    """As `url`, but None when the variable is unset."""
    return url(name, "") if os.environ.get(name) else None


def number(name: str, default: int) -> int:
    """The whole number above 0 in variable `name`."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdecimal() and int(value) > 0):
        raise BadSetting(name, f"“{value}” is not a whole number above 0; write it like {default}")
    return int(value)


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mailer(name: str, directory: Path) -> dict[str, Any]:
    """How mail leaves, as Django's MAILERS want it: by the server in variable `name`, else into files in `directory`.

    The schemes are smtp (as it is), smtp+tls (STARTTLS) and smtps (TLS from the start).
    """
    value = os.environ.get(name)
    if not value:
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(directory)}}
    parts = _split(name, value)
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise BadSetting(name, "write it like smtps://user:password@mail.example.com:465")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or _MAIL_PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def shows_outbox(demo: str, mail: str) -> bool:
    """Whether variable `demo` is set, and mail is written to files because `mail` is not."""
    return bool(os.environ.get(demo)) and not os.environ.get(mail)


def log_level(name: str) -> str:
    """The level of detail in variable `name`, WARNING if it is unset."""
    value = (os.environ.get(name) or "WARNING").upper()
    levels = logging.getLevelNamesMapping()
    if value not in levels:
        raise BadSetting(name, f"“{value}” is none of {', '.join(levels)}")
    return value


def _split(name: str, value: str) -> SplitResult:
    """Raises BadSetting without showing the value, which may hold a password."""
    try:
        parts = urlsplit(value)
        _ = parts.port  # only reading it finds a port that is no number
    except ValueError as error:
        raise BadSetting(name, "it is not an address; check its host and port") from error
    return parts
