"""A thin, exact client for QuickBooks Online.

    oauth = OAuth(client_id, client_secret)
    tokens = oauth.exchange(code, redirect_uri)
    client = Client(realm_id, lambda: tokens.access_token, base_url=PRODUCTION)
    page = client.query("Invoice", where="Balance > '0'")
    reply = client.send(Write("Customer", "create", body), request_id)

Objects arrive as `msgspec.Raw`, the bytes QuickBooks sent; `qbo.entities` turns them into typed structs and back
without losing a field. Whatever goes wrong is one of `qbo.errors`, named for what to do next.
"""

from qbo import entities, errors
from qbo.auth import Endpoints, OAuth, Tokens
from qbo.batch import BatchReply
from qbo.cdc import Changes, Deleted
from qbo.client import PRODUCTION, SANDBOX, Call, Client
from qbo.deadline import HttpTransport
from qbo.replies import Page, Reply
from qbo.transport import Timeout, Transport
from qbo.write import Write

__all__ = [
    "PRODUCTION",
    "SANDBOX",
    "BatchReply",
    "Call",
    "Changes",
    "Client",
    "Deleted",
    "Endpoints",
    "HttpTransport",
    "OAuth",
    "Page",
    "Reply",
    "Timeout",
    "Tokens",
    "Transport",
    "Write",
    "entities",
    "errors",
]
