"""Proving that fresh tokens open the company that was named in the redirect."""

import msgspec

from nexos.quickbooks.connection import intuit
from nexos.quickbooks.connection.call_log import log_call
from nexos.quickbooks.connection.errors import Unreachable, WrongEnvironment
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.connection.reads import note_reads
from nexos.quickbooks.connection.throttle import SharedThrottle
from qbo import Call, Client, errors
from qbo.retry import Policy

# A person is waiting: one repetition, then they are told.
_BRIEFLY = Policy(attempts=2, budget=3.0)


class _CompanyInfo(msgspec.Struct):
    name: str = msgspec.field(name="CompanyName")


def proved_name(connection: Connection, realm_id: str, access_token: str, api_url: str = "") -> str:
    """The company's name, read with the token: the realm id of a redirect is otherwise only what a browser says.

    Raises WrongEnvironment when the token does not open that company, and Unreachable.
    """
    try:
        client = Client(
            realm_id,
            lambda: access_token,
            base_url=intuit.api_url(connection.environment, api_url),
            transport=intuit.transport(),
            throttle=SharedThrottle(connection.id),
            retries=_BRIEFLY,
            on_call=lambda call: _note(connection, call),
        )
        return msgspec.json.decode(client.company_info(), type=_CompanyInfo).name
    except (errors.AccessDenied, errors.TokenExpired) as refusal:
        raise WrongEnvironment(connection.environment) from refusal
    except (errors.QboError, msgspec.ValidationError, ValueError) as failure:
        raise Unreachable("QuickBooks") from failure


def _note(connection: Connection, call: Call) -> None:
    log_call(connection.tenant_id, connection.id, call)
    note_reads(connection, call)
