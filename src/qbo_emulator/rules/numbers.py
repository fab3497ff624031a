"""Document numbers (reference E4)."""

from qbo_emulator.rules import faults, preferences
from qbo_emulator.store.books import Books
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

COUNTERS = {
    "Invoice": "sales number",
    "SalesReceipt": "sales number",
    "CreditMemo": "sales number",
    "RefundReceipt": "sales number",
    "Estimate": "estimate number",
    "PurchaseOrder": "purchase order number",
}
"""Invoice, receipt, credit memo and refund share one counter (recorded 1001-1051 with one gap)."""

FIRST = 1001


def number_document(draft: Draft, entity: str, doc: Json, before: Json | None, *, allow_duplicate: bool) -> None:
    """Give the document the next number unless it has one, or numbers are the user's own business.

    A sent number that is new to the document and that another of the entity has raises Fault 6140, unless
    duplicates are allowed by the call or by the company's settings. A number the counter gives is not checked: it does
    not skip used ones (recorded).
    """
    sent = doc.get("DocNumber")
    if before and sent == before.get("DocNumber"):
        return
    if sent and sent != "AUTO_GENERATE":
        if not allow_duplicate and preferences.duplicate_number_warning(draft):
            _refuse_duplicate(draft, entity, doc)
    elif sent == "AUTO_GENERATE" or not preferences.custom_numbers(draft):
        doc["DocNumber"] = str(draft.next_number(COUNTERS[entity]))


def continue_after(books: Books) -> None:
    """Let each counter continue after the highest number in the books, from 1001."""
    for entity, counter in COUNTERS.items():
        books.note_number(counter, FIRST - 1)
        for number in books.shelf(entity).column("DocNumber").values():
            if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) <= 9:
                books.note_number(counter, int(number))


def _refuse_duplicate(draft: Draft, entity: str, doc: Json) -> None:
    for other in draft.find(entity, "DocNumber", doc["DocNumber"]):
        if other != doc.get("Id"):
            raise faults.duplicate_number(doc["DocNumber"], entity, other)
