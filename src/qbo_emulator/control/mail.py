"""The mails a company sent."""

from typing import Any

import msgspec
from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.emulator import Emulator


def mails(emulator: Emulator, request: Request) -> list[dict[str, Any]]:
    """GET mail: oldest first, `{entity, id, doc_number, to, cc, bcc, time}` each."""
    company = known_company(emulator, request.args.get("realm_id", ""))
    with company.lock:
        return [msgspec.to_builtins(mail) for mail in company.outbox.mails()]
