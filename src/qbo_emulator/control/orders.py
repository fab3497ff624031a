"""What each control call takes: the shape of its body, and the errors wrong input gets."""

from decimal import Decimal
from typing import Literal

import msgspec
from werkzeug import Request

from qbo_emulator.traffic.faults import Kind

LONGEST_S = 20 * 366 * 24 * 3600
"""What a number of seconds is limited to: nothing here lasts longer."""


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


class Disconnection(Order):
    realm_id: str
    client_id: str = "emulator-client"


class MatchOrder(Order):
    method: str | None = None
    path: str | None = None
    entity: str | None = None
    operation: str | None = None
    bid: str | None = None


class FaultOrder(Order):
    kind: Kind | Literal["refuse"]
    realm_id: str | None = None
    match: MatchOrder = msgspec.field(default_factory=MatchOrder)
    times: int | None = None
    for_s: float | None = None
    share: float | None = None
    seed: int = 1
    status: int | None = None
    code: str | None = None
    delay_s: float = 0
    after_bytes: int | None = None
    retry_after_s: int | None = None
    bytes_per_s: float = 1
    xml: bool = False
    body: str = ""


class ClockOrder(Order):
    now: str | None = None
    advance_s: float | None = None
    speed: float | None = None


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
    except RecursionError:
        raise BadInput("The body is nested too deeply.") from None
    except ValueError as error:
        raise BadInput(f"The body is not JSON: {error}.") from None


def check_range(order: Order, least: float, most: float, *names: str) -> None:
    """Raises BadInput for the first of these fields that is given and out of range."""
    for name in names:
        value = getattr(order, name)
        if value is not None and not least <= value <= most:
            raise BadInput(f"{name} must be between {least:,g} and {most:,g}.")
