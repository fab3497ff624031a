"""Invoices of ours and surroundings at QuickBooks, made up for tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from nexos.kit.money import Money, line_amount
from nexos.quickbooks.push.document import Books, Customer, InvoiceLineSource, InvoiceSource, Item, Surroundings

COMPANY, SUPPORT, ACCESS_POINT = (UUID(int=number) for number in (1, 2, 3))


def line(
    quantity: str | Decimal = "2.5", unit_price: str | Decimal = "145.00", *, taxable: bool = False, **more: Any
) -> InvoiceLineSource:
    amount = line_amount(Decimal(quantity), Decimal(unit_price), "USD")
    made = InvoiceLineSource(SUPPORT, "On-site support", Decimal(quantity), Decimal(unit_price), amount, taxable)
    return replace(made, **more)


def invoice(*lines: InvoiceLineSource, discount: str | Decimal = "0", **more: Any) -> InvoiceSource:
    """An issued invoice whose totals add up."""
    sold = lines or (line(),)
    subtotal = sum((one.amount for one in sold), Money.zero("USD"))
    off = Money(Decimal(discount), "USD")
    made = InvoiceSource(
        record_id=UUID(int=9),
        number="INV-2026-0418",
        issued=True,
        company_id=COMPANY,
        company_name="Harbor Dental Group",
        email="billing@harbordental.example",
        currency="USD",
        issued_on=date(2026, 11, 24),
        due_on=date(2026, 12, 24),
        memo="November services",
        lines=sold,
        subtotal=subtotal,
        discount=off,
        tax=None,
        total=subtotal - off,
    )
    return replace(made, **more)


CUSTOMER = Customer("58", "Harbor Dental Group, PLLC", True, "USD", "2")
BOOKS = Books("US", "USD", False, True, True, True, None)
ITEMS = {SUPPORT: Item("15", "Services:On-site Support", True), ACCESS_POINT: Item("31", "Wi-Fi access point", True)}


def there(**more: Any) -> Surroundings:
    return replace(Surroundings(CUSTOMER, ITEMS, BOOKS), **more)
