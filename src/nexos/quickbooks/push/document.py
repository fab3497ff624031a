"""The values a push is made of: our document, what QuickBooks has to hold it with, and the request. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from nexos.kit.money import Money
from nexos.quickbooks.state.facts import Facts


@dataclass(frozen=True, slots=True)
class InvoiceLineSource:
    """One line of an invoice of ours: quantity times unit price, rounded once, is the amount. `revenue_class` is its
    product's, empty without one."""

    product_id: UUID | None
    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Money
    taxable: bool
    revenue_class: str = ""


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
    class_per_line: bool = False
    class_per_document: bool = False

    @property
    def taxed_by_line(self) -> bool:
        """Outside the United States each line has a tax code of the company."""
        return self.country not in ("", "US")


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of one of QuickBooks' lists that a document may name."""

    id: str
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is linked and set on the QuickBooks side; None where it is missing or was never read.

    `tax_codes` are by what the mapping calls them ("taxable", "not_taxable", "document"), `classes` by revenue class or
    "default"; of classes, term and location only active ones are here.
    """

    customer: Customer | None
    items: Mapping[UUID, Item]
    books: Books | None
    tax_codes: Mapping[str, Reference] = field(default_factory=dict)
    term: Reference | None = None
    classes: Mapping[str, Reference] = field(default_factory=dict)
    location: Reference | None = None


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
