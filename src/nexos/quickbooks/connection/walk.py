"""A walk to Intuit's consent page and back: bound to the person and the browser session, good once, for ten minutes.

RFC 9700 §2.1: the state and a PKCE verifier tie the answer to whoever set out; RFC 7636 §4.2: the challenge is S256.
"""

import base64
import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nexos.kit import clock
from nexos.kit.vault.seal import open_sealed, seal
from nexos.quickbooks.connection.errors import BadState
from nexos.quickbooks.connection.models import Authorization, Connection

GOOD_FOR = timedelta(minutes=10)


def set_out(connection: Connection, user_id: UUID, session_key: str) -> tuple[str, str]:
    """Notes a walk and returns its state and its code challenge. Walks nobody finished in time are cleared away."""
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    tenant_id = connection.tenant_id
    with transaction.atomic():
        Authorization.objects.of(tenant_id).filter(expires_at__lt=clock.now() - GOOD_FOR).delete()
        Authorization.objects.create(
            tenant_id=tenant_id,
            connection=connection,
            user_id=user_id,
            state_hash=_hash(state),
            session_hash=_hash(session_key),
            sealed_code_verifier=seal(tenant_id, _column(state), verifier),
            expires_at=clock.now() + GOOD_FOR,
        )
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return state, challenge


def come_back(tenant_id: UUID, user_id: UUID, session_key: str, state: str) -> tuple[UUID, str]:
    """Uses the walk up and returns its connection's id and its code verifier.

    Raises BadState unless this person began it in this session, at most ten minutes ago, and it was not used before;
    one conditional UPDATE decides, so of two answers at once one counts.
    """
    found = Authorization.objects.of(tenant_id).filter(
        state_hash=_hash(state), session_hash=_hash(session_key), user_id=user_id
    )
    if not found.filter(used_at=None, expires_at__gte=clock.now()).update(used_at=clock.now()):
        raise BadState
    walk = found.get()
    return walk.connection_id, open_sealed(tenant_id, _column(state), walk.sealed_code_verifier)


def call_off(connection: Connection) -> None:
    """Makes every walk under way worthless: they were begun with other keys."""
    Authorization.objects.of(connection.tenant_id).filter(connection=connection, used_at=None).delete()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _column(state: str) -> str:
    return f"authorization.code_verifier/{_hash(state)}"
