"""How large a sample company is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts. `customers` includes `sub_customers`; `months` is how far back trade goes."""

    customers: int = 0
    sub_customers: int = 0
    contracts: int = 0
    invoices: int = 0
    estimates: int = 0
    credits: int = 0
    employees: int = 0
    vendors: int = 0
    months: int = 0


SIZES = {
    "empty": Size(),
    "small": Size(
        customers=10,
        sub_customers=2,
        contracts=4,
        invoices=40,
        estimates=4,
        credits=1,
        employees=3,
        vendors=4,
        months=6,
    ),
    "msp": Size(
        customers=120,
        sub_customers=22,
        contracts=56,
        invoices=900,
        estimates=36,
        credits=14,
        employees=12,
        vendors=15,
        months=14,
    ),
}
