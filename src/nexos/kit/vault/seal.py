"""Sealing and opening text."""

import base64
import secrets
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from nexos.kit.tenancy.rows import Rows
from nexos.kit.vault.models import DataKey

_NONCE = 12
_MOST_OPENED = 1024  # data keys a process keeps open
_stored = Rows(DataKey)


class Unreadable(Exception):
    """The sealed text belongs to another tenant or column, was altered, or its key is gone."""


def seal(tenant_id: UUID, column: str, text: str) -> str:
    """Encrypts `text` for one tenant and column ("connection.refresh_token"); moved elsewhere it cannot be opened."""
    return _encrypt(_data_key(tenant_id), text.encode(), _bound(tenant_id, column))


def open_sealed(tenant_id: UUID, column: str, sealed: str) -> str:
    """The text again. Raises Unreadable."""
    return _decrypt([_data_key(tenant_id)], sealed, _bound(tenant_id, column)).decode()


def _data_key(tenant_id: UUID) -> AESGCM:
    bound = _bound(tenant_id, "data key")
    stored = _stored(tenant_id)
    if not stored:
        sealed = _encrypt(AESGCM(settings.ENCRYPTION_KEYS[0]), secrets.token_bytes(32), bound)
        # Two first uses at once: one insert wins, and both go on with the winner's key.
        DataKey.objects.bulk_create([DataKey(tenant_id=tenant_id, sealed=sealed)], ignore_conflicts=True)
        stored = _stored(tenant_id)
    return _opened(stored[0].sealed, bound, tuple(settings.ENCRYPTION_KEYS))


@lru_cache(_MOST_OPENED)
def _opened(sealed: str, bound: bytes, master_keys: tuple[bytes, ...]) -> AESGCM:
    """The data key, opened once per process. What is sealed is read anew each time, so a key that was rolled back,
    replaced or deleted is not used any more."""
    return AESGCM(_decrypt([AESGCM(key) for key in master_keys], sealed, bound))


def _bound(tenant_id: UUID, column: str) -> bytes:
    return f"{tenant_id}/{column}".encode()


def _encrypt(key: AESGCM, plain: bytes, bound: bytes) -> str:
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + key.encrypt(nonce, plain, bound)).decode()


def _decrypt(keys: list[AESGCM], sealed: str, bound: bytes) -> bytes:
    data = base64.b64decode(sealed)
    for key in keys:
        try:
            return key.decrypt(data[:_NONCE], data[_NONCE:], bound)
        except InvalidTag:
            continue
    raise Unreadable("a sealed value cannot be opened with the keys of this installation")
