"""Intuit's webhooks: the emulator's, and bodies written and signed by hand."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, Literal

from django.test import Client

from emulator_process import EmulatorProcess
from nexos.quickbooks.connection.addresses import WEBHOOK_PATH

TOKEN = "a-verifier-token-9d2f"
OTHER_TOKEN = "another-verifier-token-71bc"

type Form = Literal["legacy", "cloudevents"]


@dataclass
class Deliveries:
    """An app's subscription at the emulator, and its rounds of deliveries to a running server."""

    intuit: EmulatorProcess
    server: str

    def subscribe(
        self, form: Form = "legacy", token: str = TOKEN, client_id: str = "emulator-client", **more: Any
    ) -> None:
        url = f"{self.server}{WEBHOOK_PATH}"
        order = {"url": url, "verifier_token": token, "format": form, "client_id": client_id, **more}
        self.intuit.control("webhooks", order)

    def deliver(self, **mischief: Any) -> list[tuple[str, int | None]]:
        """One round; the outcome and the answered status of each delivery."""
        reports = self.intuit.control("webhooks/deliver", mischief)["deliveries"]
        return [(report["outcome"], report["status"]) for report in reports]


def signature(body: bytes, token: str = TOKEN) -> str:
    return base64.b64encode(hmac.digest(token.encode(), body, hashlib.sha256)).decode()


def told(realm_id: str, *changes: tuple[str, str, str], at: str | None = "2026-11-22T10:00:00.123Z") -> dict[str, Any]:
    """A company's part of a body of the first format; changes are (entity, id, operation)."""
    when = {"lastUpdated": at} if at else {}
    entities = [{"name": name, "id": id_, "operation": operation, **when} for name, id_, operation in changes]
    return {"realmId": realm_id, "dataChangeEvent": {"entities": entities}}


def body_of(*parts: dict[str, Any]) -> bytes:
    return json.dumps({"eventNotifications": list(parts)}).encode()


def post(body: bytes, token: str = TOKEN, *, signed: str | None = None, content_type: str = "application/json") -> Any:
    """The answer of the webhook to a body signed with `token`, or with `signed` in its header."""
    header = {"intuit-signature": signature(body, token) if signed is None else signed}
    return Client(enforce_csrf_checks=True).post(WEBHOOK_PATH, body, content_type=content_type, headers=header)
