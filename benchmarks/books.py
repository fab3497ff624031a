"""A made-up QuickBooks company of any size: plain JSON objects as the API answers them, always the same for a size.

An invoice has three or four item lines and the subtotal, about 3 KB of JSON as real ones have; a payment pays one
invoice. Everything was created between January 2024 and the end of 2025, so nothing of it is news today.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

type Json = dict[str, Any]

_FIRST_DAY = datetime(2024, 1, 1, 8, tzinfo=timezone(-timedelta(hours=8)))
_SPAN = timedelta(days=700)
_HEX = "0123456789abcdef"
_WORK = (
    "Managed support for the office on the second floor",
    "Replacement of the access switch, cabling and labelling included",
    "Monthly backup of the accounting server with a restore test",
    "Endpoint protection",
    "On-site visit: printer, scanner and the meeting room screen",
    "Licence renewal, twelve months, billed in advance",
    "Migration of mailboxes and shared calendars",
)
_PLACES = (("Bayshore", "CA", "94326"), ("Half Moon Bay", "CA", "94213"), ("South Orange", "NJ", "07079"))
_PAYMENT_IDS_AFTER = 10_000_000
_DOLLARS = {"value": "USD", "name": "United States Dollar"}


@dataclass(frozen=True)
class Size:
    """How many objects of each kind."""

    invoices: int
    payments: int
    customers: int
    items: int
    employees: int

    @classmethod
    def of(cls, invoices: int) -> "Size":
        """A company whose other kinds stand in a usual proportion to its invoices."""
        return cls(
            invoices, invoices * 6 // 10, max(1, invoices // 5), max(1, invoices // 50), max(1, invoices // 1000)
        )

    def counts(self) -> dict[str, int]:
        """By QuickBooks' name of the kind."""
        return {
            "Customer": self.customers,
            "Item": self.items,
            "Employee": self.employees,
            "Invoice": self.invoices,
            "Payment": self.payments,
        }

    def objects(self, entity: str) -> Iterator[Json]:
        """Every object of a kind, in the order of its Ids."""
        make = {"Customer": _customer, "Item": _item, "Employee": _employee, "Invoice": _invoice, "Payment": _payment}
        count = self.counts()[entity]
        for place in range(count):
            yield make[entity](self, place + 1, _FIRST_DAY + _SPAN * place / count)


def texts(objects: Iterator[Json]) -> Iterator[bytes]:
    """Each object as QuickBooks sends it: compact, amounts digit for digit."""
    for one in objects:
        yield json.dumps(one, separators=(",", ":"), default=float).encode()


def _invoice(size: Size, number: int, made: datetime) -> Json:
    lines = [_sale(size, number, place, made) for place in range(1, 5 if number % 3 == 0 else 4)]
    subtotal = sum((line["Amount"] for line in lines), Decimal())
    tax = (subtotal * 8 / 100).quantize(Decimal("0.01"))
    customer = number * 7919 % size.customers + 1
    paid = number <= size.payments
    return {
        "AllowIPNPayment": False,
        "AllowOnlinePayment": False,
        "AllowOnlineCreditCardPayment": False,
        "AllowOnlineACHPayment": False,
        **_head(number, made),
        "CustomField": [
            {"DefinitionId": "1", "Name": "Crew #", "Type": "StringType", "StringValue": str(100 + number % 9)},
            {"DefinitionId": "2", "Name": "PO", "Type": "StringType", "StringValue": f"PO-{number:06}"},
        ],
        "DocNumber": str(1000 + number),
        "TxnDate": f"{made:%Y-%m-%d}",
        "CurrencyRef": _DOLLARS,
        "ExchangeRate": 1,
        "LinkedTxn": [{"TxnId": str(_PAYMENT_IDS_AFTER + number), "TxnType": "Payment"}] if paid else [],
        "Line": [*lines, {"Amount": subtotal, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}],
        "TxnTaxDetail": {
            "TxnTaxCodeRef": {"value": "2"},
            "TotalTax": tax,
            "TaxLine": [
                {
                    "Amount": tax,
                    "DetailType": "TaxLineDetail",
                    "TaxLineDetail": {
                        "TaxRateRef": {"value": "3"},
                        "PercentBased": True,
                        "TaxPercent": 8,
                        "NetAmountTaxable": subtotal,
                    },
                }
            ],
        },
        "CustomerRef": {"value": str(customer), "name": _customer_name(customer)},
        "CustomerMemo": {"value": "Thank you for your business. Please pay by bank transfer and quote the number."},
        "BillAddr": _address(customer),
        "ShipAddr": _address(customer + size.customers),
        "FreeFormAddress": True,
        "ShipFromAddr": {"Id": "3", "Line1": "123 Sierra Way", "Line2": "San Pablo, CA  87999"},
        "SalesTermRef": {"value": "3", "name": "Net 30"},
        "DueDate": f"{made + timedelta(days=30):%Y-%m-%d}",
        "TotalAmt": subtotal + tax,
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NeedToPrint",
        "EmailStatus": "EmailSent",
        "BillEmail": {"Address": f"accounts@customer-{customer}.example"},
        "Balance": Decimal() if paid else subtotal + tax,
        "DeliveryInfo": {"DeliveryType": "Email", "DeliveryTime": _moment(made)},
    }


def _sale(size: Size, number: int, place: int, made: datetime) -> Json:
    quantity = 1 + (number + place) % 9
    price = Decimal(1000 + (number * 1301 + place * 733) % 49_000) / 100
    item = (number * 31 + place) % size.items + 1
    return {
        "Id": str(place),
        "LineNum": place,
        "Description": _WORK[(number + place) % len(_WORK)],
        "Amount": price * quantity,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {
            "ServiceDate": f"{made:%Y-%m-%d}",
            "ItemRef": {"value": str(item), "name": _item_name(item)},
            "ClassRef": {"value": f"50000000000000{item % 10:05}", "name": "West"},
            "UnitPrice": price,
            "Qty": quantity,
            "ItemAccountRef": {"value": "45", "name": "Services"},
            "TaxCodeRef": {"value": "TAX"},
        },
    }


def _payment(size: Size, number: int, made: datetime) -> Json:
    customer = number * 7919 % size.customers + 1
    amount = Decimal(2025 + number * 3701 % 400_000) / 100
    paid = {"txnId": str(number), "txnOpenBalance": f"{amount:.2f}", "txnReferenceNumber": str(1000 + number)}
    return {
        "CustomerRef": {"value": str(customer), "name": _customer_name(customer)},
        "DepositToAccountRef": {"value": "4"},
        "PaymentMethodRef": {"value": "2"},
        "PaymentRefNum": str(500_000 + number),
        "TotalAmt": amount,
        "UnappliedAmt": 0,
        "ProcessPayment": False,
        **_head(_PAYMENT_IDS_AFTER + number, made),
        "TxnDate": f"{made:%Y-%m-%d}",
        "CurrencyRef": _DOLLARS,
        "ExchangeRate": 1,
        "PrivateNote": _WORK[number % len(_WORK)],
        "LinkedTxn": [],
        "Line": [
            {
                "Amount": amount,
                "LinkedTxn": [{"TxnId": str(number), "TxnType": "Invoice"}],
                "LineEx": {"any": [_name_value(name, value) for name, value in paid.items()]},
            }
        ],
    }


def _name_value(name: str, value: str) -> Json:
    return {
        "name": "{http://schema.intuit.com/finance/v3}NameValue",
        "declaredType": "com.intuit.schema.finance.v3.NameValue",
        "scope": "javax.xml.bind.JAXBElement$GlobalScope",
        "value": {"Name": name, "Value": value},
        "nil": False,
        "globalScope": True,
        "typeSubstituted": False,
    }


def _customer(size: Size, number: int, made: datetime) -> Json:
    name = _customer_name(number)
    return {
        "Taxable": True,
        "BillAddr": _address(number),
        "ShipAddr": _address(number + size.customers),
        "Job": False,
        "BillWithParent": False,
        "Balance": Decimal(number % 90_000) / 100,
        "BalanceWithJobs": Decimal(number % 90_000) / 100,
        "CurrencyRef": _DOLLARS,
        "PreferredDeliveryMethod": "Print",
        "IsProject": False,
        "ClientEntityId": "0",
        **_head(number, made),
        "GivenName": f"Given {number}",
        "FamilyName": f"Family {number}",
        "FullyQualifiedName": name,
        "CompanyName": name,
        "DisplayName": name,
        "PrintOnCheckName": name,
        "Active": True,
        "V4IDPseudonym": f"002098{number:026}",
        "PrimaryPhone": {"FreeFormNumber": f"(415) 555-{number % 10_000:04}"},
        "PrimaryEmailAddr": {"Address": f"accounts@customer-{number}.example"},
    }


def _item(_: Size, number: int, made: datetime) -> Json:
    return {
        "Name": _item_name(number),
        "Description": _WORK[number % len(_WORK)],
        "Active": True,
        "FullyQualifiedName": _item_name(number),
        "Taxable": True,
        "UnitPrice": Decimal(1000 + number % 49_000) / 100,
        "Type": "Service",
        "IncomeAccountRef": {"value": "45", "name": "Services"},
        "PurchaseCost": 0,
        "TrackQtyOnHand": False,
        **_head(number, made),
    }


def _employee(_: Size, number: int, made: datetime) -> Json:
    return {
        "BillableTime": False,
        **_head(number, made),
        "GivenName": f"Given {number}",
        "FamilyName": f"Worker {number}",
        "DisplayName": f"Given {number} Worker {number}",
        "Active": True,
        "PrimaryPhone": {"FreeFormNumber": "(540) 555-0100"},
        "HiredDate": f"{made:%Y-%m-%d}",
    }


def _head(number: int, made: datetime) -> Json:
    moment = _moment(made)
    return {
        "domain": "QBO",
        "sparse": False,
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": {"CreateTime": moment, "LastUpdatedTime": moment},
    }


def _moment(made: datetime) -> str:
    return made.isoformat(timespec="seconds")


def _address(number: int) -> Json:
    city, region, code = _PLACES[number % len(_PLACES)]
    return {
        "Id": str(number),
        "Line1": f"{100 + number % 9000} Harbor Street",
        "City": city,
        "CountrySubDivisionCode": region,
        "PostalCode": code,
        "Lat": f"{37 + number % 1000 / 1000:.7f}",
        "Long": f"-{122 + number % 999 / 1000:.7f}",
    }


def _customer_name(number: int) -> str:
    # The first letters differ from one customer to the next, as real names do.
    return f"{_HEX[number % 16]}{_HEX[number // 16 % 16]} Customer {number} LLC"


def _item_name(number: int) -> str:
    return f"Service {number}"
