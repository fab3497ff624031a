"""Accounts, items, terms, tax codes, classes, locations: Intuit's entity pages; order of properties recorded."""

from qbo_emulator.catalog.account_types import CLASSIFICATION
from qbo_emulator.catalog.entity import EVERYWHERE, LISTED, READ, Entity, names
from qbo_emulator.catalog.fields import (
    amount,
    choice,
    day,
    each,
    exact_number,
    fine_number,
    flag,
    group,
    opaque,
    percent,
    read_only,
    ref,
    required,
    text,
    whole,
)

ACCOUNT = Entity(
    "Account",
    fields=(
        required(text("Name", 100)),
        flag("SubAccount"),
        ref("ParentRef", "Account"),
        read_only(text("FullyQualifiedName")),
        text("Description", 100),
        text("AcctNum", 20),
        flag("Active"),
        choice("Classification", "Asset", "Equity", "Expense", "Liability", "Revenue"),
        choice("AccountType", *CLASSIFICATION),
        text("AccountSubType"),
        read_only(amount("CurrentBalance")),
        read_only(amount("CurrentBalanceWithSubAccounts")),
        amount("OpeningBalance"),
        day("OpeningBalanceDate"),
        ref("CurrencyRef"),
        ref("TaxCodeRef", "TaxCode"),
        *EVERYWHERE,
    ),
    verbs=LISTED,
    filterable=names(
        "Id Name Description Classification FullyQualifiedName AccountType AccountSubType ParentRef SubAccount"
        " Active CurrentBalance CurrentBalanceWithSubAccounts"
    ),
    sortable=names(
        "Id Name Description Classification FullyQualifiedName AccountType AccountSubType Active CurrentBalance"
    ),
    default_order="FullyQualifiedName",
    has_active=True,
    source="Intuit, Account; schema Account; recorded 92 objects of 2026",
)

ITEM = Entity(
    "Item",
    fields=(
        required(text("Name", 100)),
        text("ServiceType"),
        text("ItemCategoryType"),
        exact_number("AbatementRate"),
        exact_number("ReverseChargeRate"),
        text("Sku", 100),
        text("Description", 4000),
        flag("Active"),
        flag("SubItem"),
        ref("ParentRef", "Item"),
        read_only(whole("Level")),
        read_only(text("FullyQualifiedName")),
        flag("Taxable"),
        flag("SalesTaxIncluded"),
        fine_number("UnitPrice"),
        required(choice("Type", "Service", "NonInventory", "Inventory", "Group", "Category")),
        ref("IncomeAccountRef", "Account"),
        text("PurchaseDesc", 1000),
        flag("PurchaseTaxIncluded"),
        fine_number("PurchaseCost"),
        ref("ExpenseAccountRef", "Account"),
        ref("AssetAccountRef", "Account"),
        ref("PrefVendorRef", "Vendor"),
        flag("TrackQtyOnHand"),
        fine_number("QtyOnHand"),
        fine_number("ReorderPoint"),
        day("InvStartDate"),
        ref("SalesTaxCodeRef", "TaxCode"),
        ref("PurchaseTaxCodeRef", "TaxCode"),
        ref("ClassRef", "Class"),
        ref("TaxClassificationRef"),
        text("Source"),
        flag("PrintGroupedItems"),
        group("ItemGroupDetail", each("ItemGroupLine", ref("ItemRef", "Item"), fine_number("Qty"))),
        *EVERYWHERE,
    ),
    verbs=LISTED | {"delete"},
    filterable=names("Id Name Type Sku Description Active Taxable SubItem FullyQualifiedName ParentRef"),
    sortable=names("Id Name Type UnitPrice PurchaseCost FullyQualifiedName"),
    default_order="FullyQualifiedName",
    has_active=True,
    source="Intuit, Item; schema Item; recorded 23 objects of 2026",
)

TERM = Entity(
    "Term",
    fields=(
        required(text("Name", 31)),
        flag("Active"),
        read_only(text("Type")),
        whole("DueDays"),
        percent("DiscountPercent"),
        whole("DiscountDays"),
        whole("DayOfMonthDue"),
        whole("DueNextMonthDays"),
        whole("DiscountDayOfMonth"),
        *EVERYWHERE,
    ),
    verbs=LISTED,
    filterable=names("Id Name Type Active DueDays"),
    sortable=names("Id Name DueDays"),
    default_order="Name",
    has_active=True,
    source="Intuit, Term; recorded 2023",
)


def _tree(name: str, child_flag: str) -> Entity:
    return Entity(
        name,
        fields=(
            required(text("Name", 100)),
            flag(child_flag),
            ref("ParentRef", name),
            read_only(text("FullyQualifiedName")),
            flag("Active"),
            *EVERYWHERE,
        ),
        verbs=LISTED,
        filterable=names(f"Id Name FullyQualifiedName {child_flag} ParentRef Active"),
        sortable=names("Id Name FullyQualifiedName"),
        default_order="FullyQualifiedName",
        has_active=True,
        source=f"Intuit, {name}; recorded 2019",
    )


CLASS = _tree("Class", "SubClass")
DEPARTMENT = _tree("Department", "SubDepartment")

_RATES = each(
    "TaxRateDetail", ref("TaxRateRef", "TaxRate"), text("TaxTypeApplicable"), whole("TaxOrder"), whole("TaxOnTaxOrder")
)

TAX_CODE = Entity(
    "TaxCode",
    fields=(
        text("Name", 100),
        text("Description", 100),
        flag("Active"),
        flag("Hidden"),
        flag("Taxable"),
        flag("TaxGroup"),
        text("TaxCodeConfigType"),
        group("SalesTaxRateList", _RATES),
        group("PurchaseTaxRateList", _RATES),
        *EVERYWHERE,
    ),
    verbs=READ,
    filterable=names("Id Name Description Active"),
    sortable=names("Id Name"),
    default_order="Id",
    has_active=True,
    in_cdc=False,
    source="Intuit, TaxCode; recorded 2013 and 2023",
)

TAX_RATE = Entity(
    "TaxRate",
    fields=(
        text("Name", 100),
        text("Description", 100),
        flag("Active"),
        percent("RateValue"),
        ref("AgencyRef", "TaxAgency"),
        ref("TaxReturnLineRef"),
        opaque("EffectiveTaxRate"),
        text("SpecialTaxType"),
        text("DisplayType"),
        *EVERYWHERE,
    ),
    verbs=READ,
    filterable=names("Id Name Description Active"),
    sortable=names("Id Name"),
    default_order="Id",
    has_active=True,
    in_cdc=False,
    source="Intuit, TaxRate; recorded 2023",
)

ENTITIES = (ACCOUNT, ITEM, TERM, CLASS, DEPARTMENT, TAX_CODE, TAX_RATE)
