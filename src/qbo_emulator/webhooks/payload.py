"""The two bodies a webhook can have (reference 8)."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from qbo_emulator.store.events import Operation
from qbo_emulator.store.text import encode
from qbo_emulator.webhooks.notices import Notice

type Format = Literal["legacy", "cloudevents"]

PAST = {
    Operation.CREATE: "created",
    Operation.UPDATE: "updated",
    Operation.DELETE: "deleted",
    Operation.VOID: "voided",
    Operation.MERGE: "merged",
    Operation.EMAILED: "emailed",
}


def body(form: Format, notices: Sequence[Notice], client_id: str) -> bytes:
    """The bytes to sign and send."""
    return encode(_cloud_events(notices, client_id) if form == "cloudevents" else _legacy(notices))


def _legacy(notices: Sequence[Notice]) -> dict[str, Any]:
    """`{"eventNotifications": [...]}`: one member per company, in the order of their first events."""
    by_realm: dict[str, list[dict[str, Any]]] = {}
    for notice in notices:
        by_realm.setdefault(notice.realm_id, []).append(_changed_entity(notice))
    return {
        "eventNotifications": [
            {"realmId": realm_id, "dataChangeEvent": {"entities": entities}} for realm_id, entities in by_realm.items()
        ]
    }


def _changed_entity(notice: Notice) -> dict[str, Any]:
    at = _utc(notice.at, "milliseconds")
    entity = {"name": notice.entity, "id": notice.entity_id, "operation": notice.operation, "lastUpdated": at}
    return entity if notice.deleted_id is None else entity | {"deletedId": notice.deleted_id}


def _cloud_events(notices: Sequence[Notice], client_id: str) -> list[dict[str, Any]]:
    """An array of CloudEvents 1.0, companies mixed. Nothing settles where a merge names the id that left: in `data`."""
    source = f"intuit.{hashlib.sha256(client_id.encode()).hexdigest()[:32]}"
    return [
        {
            "specversion": "1.0",
            "id": notice.id,
            "source": source,
            "type": f"qbo.{notice.entity.lower()}.{PAST[notice.operation]}.v1",
            "datacontenttype": "application/json",
            "time": _nanoseconds(notice),
            "intuitentityid": notice.entity_id,
            "intuitaccountid": notice.realm_id,
            "data": {} if notice.deleted_id is None else {"deletedId": notice.deleted_id},
        }
        for notice in notices
    ]


def _nanoseconds(notice: Notice) -> str:
    """Nine digits, as the live service writes them; the last three, which no clock here has, from the notice's id."""
    beyond = int(notice.id.replace("-", ""), 16) % 1000
    return f"{_utc(notice.at, 'microseconds').removesuffix('Z')}{beyond:03d}Z"


def _utc(moment: datetime, precision: str) -> str:
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
