"""The values a push is made of: our document, what QuickBooks has to hold it with, and the request. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from nexos.kit.money import Money
from nexos.quickbooks.state.facts import Facts


@dataclass(frozen=True, slots=True)
class InvoiceLineSource:
    """One line of an invoice of ours: quantity times unit price, rounded once, is the amount."""

    product_id: UUID | None
    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Money
    taxable: bool


@dataclass(frozen=True, slots=True)
class InvoiceSource:
    """An invoice of ours; only an `issued` one may go. `tax` is None while only QuickBooks can compute it, and `total`
    then leaves it out."""

    record_id: UUID
    number: str
    issued: bool
    company_id: UUID
    company_name: str
    email: str
    currency: str
    issued_on: date
    due_on: date
    memo: str
    lines: tuple[InvoiceLineSource, ...]
    subtotal: Money
    discount: Money
    tax: Money | None
    total: Money


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer in QuickBooks that stands for a company."""

    id: str
    name: str
    active: bool
    currency: str
    tax_code_id: str


@dataclass(frozen=True, slots=True)
class Item:
    """The item in QuickBooks that stands for a product."""

    id: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Books:
    """The settings of the QuickBooks company that decide what a document may hold."""

    country: str
    home_currency: str
    multi_currency: bool
    custom_numbers: bool
    sales_tax: bool
    automated_sales_tax: bool
    close_date: date | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is linked and set on the QuickBooks side; None where it is missing or was never read."""

    customer: Customer | None
    items: Mapping[UUID, Item]
    books: Books | None


@dataclass(frozen=True, slots=True)
class Translated:
    """A request ready to be frozen. `expected` are the facts QuickBooks has to answer with, None where it decides."""

    entity: str
    operation: str
    body: dict[str, Any]
    expected: Facts

    def payload(self) -> bytes:
        """The bytes that are sent, every number with its exact digits."""
        return msgspec.json.encode(_exact(self.body))


def _exact(value: Any) -> Any:
    """The value with its decimals as JSON numbers written out: 0.0000001, never 1E-7."""
    match value:
        case dict():
            return {key: _exact(inner) for key, inner in value.items()}
        case list():
            return [_exact(inner) for inner in value]
        case Decimal():
            return msgspec.Raw(format(value, "f").encode())
    return value
