"""What each control call takes: the shape of its body, and the errors wrong input gets."""

from decimal import Decimal

import msgspec
from werkzeug import Request

from qbo_emulator.traffic.faults import Kind


class BadInput(ValueError):
    """The message is a sentence that names the field."""


class Order(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The body of a control call."""


class Nothing(Order):
    """`{}`."""


class Seed(Order):
    realm_id: str
    entities: dict[str, list[msgspec.Raw]]


class Sample(Order):
    realm_id: str | None = None
    size: str = "msp"
    seed: int = 1
    country: str = "US"


class Tokens(Order):
    realm_id: str
    client_id: str = "emulator-client"


class AppRegistration(Order):
    client_id: str
    client_secret: str
    name: str | None = None
    redirect_uris: list[str] | None = None
    workspace: str = "default"


class Access(Order):
    realm_id: str
    allowed: bool


class MatchOrder(Order):
    method: str | None = None
    path: str | None = None
    entity: str | None = None
    operation: str | None = None


class FaultOrder(Order):
    kind: Kind
    realm_id: str | None = None
    match: MatchOrder = msgspec.field(default_factory=MatchOrder)
    times: int = 1
    status: int | None = None
    code: str | None = None
    delay_s: float = 0
    after_bytes: int | None = None


class ClockOrder(Order):
    now: str | None = None
    advance_s: float | None = None


class SettingsOrder(Order):
    throttle: bool | None = None
    latency: bool | None = None
    gzip: bool | None = None
    sandbox: bool | None = None
    monthly_allowance: int | None = None
    deliver_webhooks: bool | None = None
    refresh_rotates_after_s: float | None = None
    refresh_grace_s: float | None = None
    stale_refresh_revokes: bool | None = None


def read[O: Order](request: Request, kind: type[O]) -> O:
    """The body as this order. Raises BadInput."""
    decoder = msgspec.json.Decoder(kind, float_hook=Decimal)
    try:
        return decoder.decode(request.get_data() or b"{}")
    except msgspec.ValidationError as error:
        raise BadInput(f"{error}.") from None
    except ValueError as error:
        raise BadInput(f"The body is not JSON: {error}.") from None
