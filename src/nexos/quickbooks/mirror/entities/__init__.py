"""What is mirrored of each kind of object: the fields that are read, the columns they become."""

from nexos.quickbooks.mirror.entities.company import COMPANY_INFO, PREFERENCES
from nexos.quickbooks.mirror.entities.invoice import INVOICE
from nexos.quickbooks.mirror.entities.items import ITEM
from nexos.quickbooks.mirror.entities.payment import PAYMENT
from nexos.quickbooks.mirror.entities.people import CUSTOMER, EMPLOYEE
from nexos.quickbooks.mirror.entities.spec import Spec

SPECS: dict[str, Spec] = {
    spec.name: spec for spec in (COMPANY_INFO, PREFERENCES, ITEM, EMPLOYEE, CUSTOMER, INVOICE, PAYMENT)
}

__all__ = ["SPECS", "Spec"]
