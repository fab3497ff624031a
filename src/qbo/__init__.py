"""A thin, exact client for QuickBooks Online.

    oauth = OAuth(client_id, client_secret)
    tokens = oauth.exchange(code, redirect_uri)
    client = Client(realm_id, lambda: tokens.access_token, base_url=PRODUCTION)

    page = client.query("Invoice", where="Balance > '0'")
    reply = client.send(Write("Customer", "create", body), request_id)
    client.send(Write.void("Payment", id, sync_token), request_id)
    client.send(Write("Invoice", "create", body, allow_duplicate_number=True), request_id)
    client.batch([write, batch.Query("Term"), batch.ChangesSince(("Invoice",), since)], request_id)
    client.email("Invoice", id, request_id, to="amy@example.test")
    paper = client.pdf("Invoice", id)
    client.upload([Upload(Attachable(FileName="a.png", ContentType="image/png"), content)], request_id)
    content = client.download(attachable_id)
    report = client.report("CustomerBalance", report_date=date(2026, 2, 28))
    events = webhooks.received(request_body, signature, verifier_token)

Objects arrive as `msgspec.Raw`, the bytes QuickBooks sent; `qbo.entities` turns them into typed structs and back
without losing a field. Whatever goes wrong is one of `qbo.errors`, named for what to do next.
"""

from qbo import batch, entities, errors, webhooks
from qbo.attachments import Upload, UploadReply
from qbo.auth import Endpoints, OAuth, Tokens
from qbo.batch import BatchReply
from qbo.cdc import Changes, Deleted
from qbo.client import PRODUCTION, SANDBOX, Client
from qbo.deadline import HttpTransport
from qbo.plan import Call
from qbo.replies import Page, Reply
from qbo.reports import Report
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
    "Report",
    "Timeout",
    "Tokens",
    "Transport",
    "Upload",
    "UploadReply",
    "Write",
    "batch",
    "entities",
    "errors",
    "webhooks",
]
