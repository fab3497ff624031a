"""What was voided, deleted, merged or made inactive in QuickBooks is called so on the pages, once it was pulled."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from books import Books
from connected_books import books, connect, emulator
from nexos.crm import services as crm
from nexos.kit.tenancy import scope
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mapping.models import ItemLink

__all__ = ["books", "connect", "emulator"]

pytestmark = pytest.mark.django_db(transaction=True)


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def known(books: Books, customer_id: str) -> UUID:
    """A company of ours linked to this customer."""
    with scope(books.tenant_id):
        company_id = crm.create_company(books.tenant_id, name=f"Company of {customer_id}").id
        mapping.link_customer(books.tenant_id, books.connection_id, customer_id, company_id, by=None)
    return company_id


def test_invoices_and_payments(books: Books, alice: Client) -> None:
    books.sync()
    invoices = [one for one in books.there("Invoice").values() if not one.get("LinkedTxn")]
    voided, deleted = invoices[0], next(one for one in invoices[1:] if one["DocNumber"] != invoices[0]["DocNumber"])
    for customer_id in {voided["CustomerRef"]["value"], deleted["CustomerRef"]["value"]}:
        known(books, customer_id)
    assert deleted["DocNumber"] in page(alice, "invoices")
    books.void(voided["Id"])
    books.delete("Invoice", deleted["Id"])
    books.sync()
    assert "Void in QuickBooks" in page(alice, "invoice-there", voided["Id"])
    assert "Deleted in QuickBooks" in page(alice, "invoice-there", deleted["Id"])
    assert f">{deleted['DocNumber']}<" not in page(alice, "invoices")


def test_a_customer_that_was_made_inactive_or_merged_away(books: Books, alice: Client) -> None:
    books.sync()
    customers = books.there("Customer")
    parents = {one["ParentRef"]["value"] for one in customers.values() if "ParentRef" in one}
    alone = [key for key, one in customers.items() if key not in parents and "ParentRef" not in one]
    idle = next(key for key in alone if not customers[key]["Balance"])
    winner, loser = [key for key in alone if key != idle][:2]
    quiet, gone = known(books, idle), known(books, loser)
    books.update("Customer", idle, Active=False)
    order = {"realm_id": books.realm_id, "entity": "Customer", "winner": winner, "loser": loser}
    books.emulator.control("merge", order)
    books.sync()
    assert books.agrees()
    assert "Inactive there" in page(alice, "company", quiet)
    assert "Deleted or merged there" in page(alice, "company", gone)
    shown = alice.get(reverse("mapping-customers"), {"show": "inactive"}).content.decode()
    assert f"Company of {idle}" in shown
    assert f"Company of {loser}" in shown


def test_an_item_that_was_made_inactive(books: Books, alice: Client) -> None:
    books.sync()
    item = next(one for one in books.there("Item").values() if one["Type"] == "Service")
    product_id = product_of(books, item["Id"])
    books.update("Item", item["Id"], Active=False)
    books.sync()
    assert "Inactive there" in page(alice, "product", product_id)


def product_of(books: Books, item_id: str) -> UUID:
    """The product that is sold as this item, made by the pull if there was none."""
    with scope(books.tenant_id):
        link = ItemLink.objects.of(books.tenant_id).filter(connection_id=books.connection_id, item_id=item_id).first()
        assert link is not None
        return link.product_id
