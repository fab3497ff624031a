"""What is mirrored of each kind of object: the fields that are read, the columns they become."""

from nexos.quickbooks.mirror.entities.company import COMPANY_INFO, PREFERENCES
from nexos.quickbooks.mirror.entities.invoice import INVOICE
from nexos.quickbooks.mirror.entities.items import ITEM
from nexos.quickbooks.mirror.entities.lists import ACCOUNT, CLASS, DEPARTMENT, TAX_CODE, TAX_RATE, TERM
from nexos.quickbooks.mirror.entities.payment import PAYMENT
from nexos.quickbooks.mirror.entities.people import CUSTOMER, EMPLOYEE, VENDOR
from nexos.quickbooks.mirror.entities.purchase_order import PURCHASE_ORDER
from nexos.quickbooks.mirror.entities.sales import CREDIT_MEMO, ESTIMATE
from nexos.quickbooks.mirror.entities.spec import Spec
from nexos.quickbooks.mirror.entities.time_activity import TIME_ACTIVITY

SPECS: dict[str, Spec] = {
    spec.name: spec
    for spec in (
        *(COMPANY_INFO, PREFERENCES),
        *(ACCOUNT, TERM, TAX_CODE, TAX_RATE, CLASS, DEPARTMENT),
        *(ITEM, EMPLOYEE, VENDOR, CUSTOMER),
        *(INVOICE, CREDIT_MEMO, ESTIMATE, PURCHASE_ORDER, PAYMENT, TIME_ACTIVITY),
    )
}

__all__ = ["SPECS", "Spec"]
