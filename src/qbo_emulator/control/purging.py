"""POST purge {realm_id}: the owner empties the company and starts anew under the same realm."""

from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import Order, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.rules.purging import purge
from qbo_emulator.store.text import Json


class PurgeOrder(Order):
    """The company to empty."""

    realm_id: str


def purge_company(emulator: Emulator, request: Request) -> Json:
    """POST purge."""
    company = known_company(emulator, read(request, PurgeOrder).realm_id)
    with company.lock:
        purge(company.books, company.clock.now())
    return {"realm_id": company.realm_id}
