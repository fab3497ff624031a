"""Objects as QuickBooks writes them, for seeding an emulator with as many as a test needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

BEGAN = datetime(2025, 1, 6, 17, 0, tzinfo=UTC)


def meta(number: int) -> dict[str, str]:
    """Created some minutes after the object before it, and never touched since."""
    moment = (BEGAN + timedelta(minutes=number)).isoformat()
    return {"CreateTime": moment, "LastUpdatedTime": moment}


def customer(number: int, **more: Any) -> dict[str, Any]:
    name = f"Customer {number}"
    return {
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": meta(number),
        "domain": "QBO",
        "sparse": False,
        "DisplayName": name,
        "FullyQualifiedName": name,
        "Active": True,
        "Job": False,
        "Balance": 0,
        "BalanceWithJobs": 0,
        "CurrencyRef": {"value": "USD"},
        **more,
    }


def invoice(number: int, customer_id: str = "1", amount: str = "19.99", **more: Any) -> dict[str, Any]:
    value = float(amount)
    return {
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": meta(number),
        "domain": "QBO",
        "sparse": False,
        "DocNumber": str(1000 + number),
        "TxnDate": "2025-01-06",
        "DueDate": "2025-02-05",
        "CurrencyRef": {"value": "USD"},
        "CustomerRef": {"value": customer_id},
        "Line": [
            {
                "Id": "1",
                "LineNum": 1,
                "Description": f"Work {number}",
                "Amount": value,
                "DetailType": "SalesItemLineDetail",
                "SalesItemLineDetail": {
                    "ItemRef": {"value": "1", "name": "Services"},
                    "Qty": 1,
                    "UnitPrice": value,
                    "TaxCodeRef": {"value": "NON"},
                },
            },
            {"Amount": value, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
        ],
        "TxnTaxDetail": {"TotalTax": 0},
        "TotalAmt": value,
        "Balance": value,
        "LinkedTxn": [],
        **more,
    }


def payment(number: int, customer_id: str, applied: dict[str, str]) -> dict[str, Any]:
    """`applied`: amounts by the Id of the invoice they go to."""
    total = sum(float(amount) for amount in applied.values())
    return {
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": meta(number),
        "domain": "QBO",
        "sparse": False,
        "TxnDate": "2025-01-20",
        "CurrencyRef": {"value": "USD"},
        "CustomerRef": {"value": customer_id},
        "TotalAmt": total,
        "UnappliedAmt": 0,
        "Line": [
            {"Amount": float(amount), "LinkedTxn": [{"TxnId": invoice_id, "TxnType": "Invoice"}]}
            for invoice_id, amount in applied.items()
        ],
    }


def time_activity(number: int, **more: Any) -> dict[str, Any]:
    """An hour and a half of employee 1."""
    return {
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": meta(number),
        "domain": "QBO",
        "sparse": False,
        "TxnDate": "2025-01-06",
        "NameOf": "Employee",
        "EmployeeRef": {"value": "1"},
        "BillableStatus": "NotBillable",
        "HourlyRate": 0,
        "Hours": 1,
        "Minutes": 30,
        "Description": f"Work {number}",
        **more,
    }
