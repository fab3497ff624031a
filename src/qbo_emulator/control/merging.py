"""POST merge {realm_id, entity, winner, loser}: a bookkeeper makes one of two objects of a list."""

from werkzeug import Request

from qbo_emulator.control.companies import known_company
from qbo_emulator.control.orders import BadInput, Order, read
from qbo_emulator.emulator import Emulator
from qbo_emulator.rules.merging import Unmergeable, merge
from qbo_emulator.store.text import Json


class MergeOrder(Order):
    """Ids of two objects of the entity; the loser's is never found again."""

    realm_id: str
    entity: str
    winner: str
    loser: str


def merge_objects(emulator: Emulator, request: Request) -> Json:
    """POST merge: answers with the winner."""
    order = read(request, MergeOrder)
    company = known_company(emulator, order.realm_id)
    with company.lock:
        try:
            return merge(company.books, order.entity, order.winner, order.loser, company.clock.now())
        except Unmergeable as problem:
            raise BadInput(str(problem)) from None
