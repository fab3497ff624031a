"""Customer, Vendor and Employee: Intuit's entity pages, lengths as documented there; order of properties recorded."""

from qbo_emulator.catalog.entity import EVERYWHERE, LISTED, Entity, names
from qbo_emulator.catalog.fields import (
    address,
    amount,
    choice,
    day,
    email,
    fine_number,
    flag,
    group,
    opaque,
    phone,
    read_only,
    ref,
    text,
    whole,
)

NAME_PARTS = ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix")

_NAMES = (
    text("Title", 16),
    text("GivenName", 100),
    text("MiddleName", 100),
    text("FamilyName", 100),
    text("Suffix", 16),
)
_REACH = (
    phone("PrimaryPhone"),
    phone("AlternatePhone"),
    phone("Mobile"),
    phone("Fax"),
    email("PrimaryEmailAddr"),
    group("WebAddr", text("URI", 1000)),
)
_PERSON_FILTERS = names(
    "Id DisplayName GivenName MiddleName FamilyName CompanyName PrintOnCheckName FullyQualifiedName"
    " PrimaryEmailAddr Active Balance"
)

CUSTOMER = Entity(
    "Customer",
    fields=(
        flag("Taxable"),
        address("BillAddr"),
        address("ShipAddr"),
        text("Notes", 2000),
        flag("Job"),
        flag("BillWithParent"),
        ref("ParentRef", "Customer"),
        read_only(whole("Level")),
        ref("CustomerTypeRef", "CustomerType"),
        ref("SalesTermRef", "Term"),
        ref("PaymentMethodRef", "PaymentMethod"),
        amount("Balance"),
        day("OpenBalanceDate"),
        read_only(amount("BalanceWithJobs")),
        ref("CurrencyRef"),
        choice("PreferredDeliveryMethod", "Print", "Email", "None"),
        text("PrimaryTaxIdentifier"),
        text("ResaleNum", 16),
        ref("DefaultTaxCodeRef", "TaxCode"),
        whole("TaxExemptionReasonId"),
        ref("ARAccountRef", "Account"),
        read_only(flag("IsProject")),
        read_only(text("ClientEntityId")),
        *EVERYWHERE,
        *_NAMES,
        read_only(text("FullyQualifiedName")),
        text("CompanyName", 100),
        text("DisplayName", 500),
        text("PrintOnCheckName", 110),
        flag("Active"),
        read_only(text("V4IDPseudonym")),
        *_REACH,
        text("UserId"),
    ),
    verbs=LISTED,
    sequence="name",
    filterable=_PERSON_FILTERS | names("BalanceWithJobs Job ParentRef"),
    sortable=_PERSON_FILTERS | names("BalanceWithJobs"),
    default_order="FullyQualifiedName",
    has_active=True,
)

VENDOR = Entity(
    "Vendor",
    fields=(
        address("BillAddr"),
        choice("TaxReportingBasis", "Cash", "Accrual"),
        text("TaxIdentifier", 20),
        ref("TermRef", "Term"),
        ref("APAccountRef", "Account"),
        amount("Balance"),
        day("OpenBalanceDate"),
        fine_number("BillRate"),
        fine_number("CostRate"),
        text("AcctNum", 100),
        flag("Vendor1099"),
        ref("CurrencyRef"),
        *EVERYWHERE,
        *_NAMES,
        text("CompanyName", 100),
        text("DisplayName", 500),
        text("PrintOnCheckName", 110),
        flag("Active"),
        read_only(text("V4IDPseudonym")),
        *_REACH,
        opaque("OtherContactInfo"),
    ),
    verbs=LISTED,
    sequence="name",
    filterable=_PERSON_FILTERS | names("AcctNum"),
    sortable=_PERSON_FILTERS,
    default_order="DisplayName",
    has_active=True,
)

EMPLOYEE = Entity(
    "Employee",
    fields=(
        text("SSN"),
        address("PrimaryAddr"),
        flag("BillableTime"),
        fine_number("BillRate"),
        fine_number("CostRate"),
        day("BirthDate"),
        choice("Gender", "Male", "Female"),
        day("HiredDate"),
        day("ReleasedDate"),
        text("EmployeeNumber", 100),
        flag("Organization"),
        *EVERYWHERE,
        *_NAMES,
        text("DisplayName", 500),
        text("PrintOnCheckName", 100),
        flag("Active"),
        read_only(text("V4IDPseudonym")),
        phone("PrimaryPhone"),
        phone("Mobile"),
        email("PrimaryEmailAddr"),
    ),
    verbs=LISTED,
    sequence="name",
    filterable=names("Id DisplayName GivenName MiddleName FamilyName Suffix PrintOnCheckName Active"),
    sortable=names("Id DisplayName GivenName MiddleName FamilyName Suffix PrintOnCheckName Active"),
    default_order="DisplayName",
    has_active=True,
)

ENTITIES = (CUSTOMER, VENDOR, EMPLOYEE)
