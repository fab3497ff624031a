"""Addresses a document takes over from its customer and the company (recorded on minimal creates)."""

from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json

COUNTER = "address"


def address_document(draft: Draft, doc: Json, customer: Json) -> None:
    """Fill the addresses that were not sent: the customer's own, with their Ids, and the company's as a new one."""
    number_addresses(draft, doc)
    for name in ("BillAddr", "ShipAddr"):
        if name not in doc and name in customer:
            doc[name] = customer[name]
    if "ShipFromAddr" not in doc:
        origin = _company_address(draft)
        if origin:
            doc["ShipFromAddr"] = {"Id": str(draft.next_number(COUNTER))} | origin
    doc.setdefault("FreeFormAddress", True)


def number_addresses(draft: Draft, obj: Json) -> None:
    """Give every sent address without one its own Id."""
    for name in ("BillAddr", "ShipAddr", "ShipFromAddr", "PrimaryAddr", "VendorAddr"):
        if name in obj and "Id" not in obj[name]:
            obj[name] = {"Id": str(draft.next_number(COUNTER))} | obj[name]


def _company_address(draft: Draft) -> Json | None:
    for record in draft.books.shelf("CompanyInfo").live().values():
        where = record.object().get("CompanyAddr") or {}
        city = f"{where.get('City', '')}, {where.get('CountrySubDivisionCode', '')}  {where.get('PostalCode', '')}"
        return {"Line1": where["Line1"], "Line2": city} if "Line1" in where else None
    return None
