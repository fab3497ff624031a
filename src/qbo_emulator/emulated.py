"""EMULATED.md, written from the catalogue: `python -m qbo_emulator.emulated > EMULATED.md`."""

from collections.abc import Container, Iterable, Iterator

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.entity import EVERYWHERE, Entity, names
from qbo_emulator.catalog.fields import ADDRESS, EMAIL, PHONE, Field, Kind
from qbo_emulator.catalog.tax_service import TAX_SERVICE
from qbo_emulator.reports import REPORTS
from qbo_emulator.rules.codes import CODES
from qbo_emulator.webhooks.subjects import ANNOUNCED

TIER_ONE = names(
    "CompanyInfo Preferences Account Item Customer Vendor Employee Class Department Term TaxCode TaxRate Invoice"
    " Estimate Payment CreditMemo PurchaseOrder TimeActivity Attachable"
)
"""All business rules; the other written entities have their own create, update, links and postings."""

ABSENT_ENTITIES = (
    "CreditCardPayment",
    "CustomField definitions",
    "Entitlements",
    "InventoryAdjustment (writing)",
    "MonthEndAccounting",
    "Projects and project estimates",
    "RecurringTransaction (writing)",
    "TaxPayment (writing)",
)
ABSENT_FEATURES = (
    "XML requests and answers; only faults the live gateway sends as XML come so",
    "the GraphQL APIs, the Payments API, the Payroll API",
    "payment links that take a payment (`InvoiceLink`, allowed online payments are stored only)",
    "inventory valuation and cost of goods sold by FIFO; only quantities on hand follow the documents",
    "gains and losses of exchange: a payment posts at its own rate",
    "bundles whose parts are left out of a request",
    "progress invoicing, delayed charges as objects, statements",
    "QuickBooks Desktop",
)
ABSENT_REPORTS = (
    "AccountList, AgedPayables, AgedPayableDetail, BalanceSheet, CashFlow, CustomerBalanceDetail, CustomerIncome,"
    " CustomerSales, ClassSales, DepartmentSales, GeneralLedger, InventoryValuationSummary, ItemSales, JournalReport,"
    " ProfitAndLossDetail, TaxSummary, TransactionListByCustomer, TransactionListByVendor, TrialBalance,"
    " VendorBalance, VendorBalanceDetail, VendorExpenses"
)

_KINDS = {
    Kind.TEXT: "text",
    Kind.NUMBER: "decimal",
    Kind.WHOLE: "integer",
    Kind.FLAG: "boolean",
    Kind.DAY: "date",
    Kind.INSTANT: "timestamp",
    Kind.REFERENCE: "reference",
    Kind.GROUP: "object",
    Kind.OPAQUE: "kept as sent",
}
_SHAPES = {ADDRESS: "address", EMAIL: "e-mail address", PHONE: "phone number"}
_INTRODUCTION = """\
# What the emulator emulates

Written by `python -m qbo_emulator.emulated` from the catalogue, the rules' error codes and the webhook table: change
those, not this file. What is not listed here is answered as QuickBooks answers what it does not have: HTTP 400, code
500, "Unsupported Operation". Nothing is answered with an invented success.

*Tier 1* entities follow all business rules (derived fields, links, balances, numbering, closed books, editions);
*tier 2* ones have honest create, update, delete, query, links and postings; those *only stored* can be seeded, read
and queried by Id, MetaData and (where it has one) Active, and are not written.

Every object has `domain`, `sparse`, `Id`, `SyncToken` and `MetaData`, which are not repeated below, and can be filtered
and sorted by `Id`, `MetaData.CreateTime` and `MetaData.LastUpdatedTime`. An address has `Line1` to `Line5`, `City`,
`CountrySubDivisionCode`, `PostalCode`, `Country`, `Lat` and `Long`. Properties are marked **required** (on create),
*read-only* (ignored when sent), `f` (filterable), `s` (sortable).
"""


def document() -> Iterator[str]:
    """The lines of the file, without line ends."""
    yield _INTRODUCTION
    yield from _overview()
    for entity in sorted(ENTITIES.values(), key=lambda each: each.name):
        if entity.fields:
            yield from _described(entity)
    yield from _tax_service()
    yield from _reports()
    yield from _codes()
    yield from _absences()


def tier(entity: Entity) -> str:
    """`1`, `2`, or `only stored`."""
    if not entity.fields:
        return "only stored"
    return "1" if entity.name in TIER_ONE else "2"


def _overview() -> Iterator[str]:
    yield "## Entities\n"
    yield "| entity | tier | operations | change data capture | webhooks | source |"
    yield "|---|---|---|---|---|---|"
    for entity in sorted(ENTITIES.values(), key=lambda each: (tier(each), each.name)):
        announced = ", ".join(sorted(operation.value for operation in ANNOUNCED.get(entity.name, ()))) or "none"
        verbs = [verb for verb in ("create", "read", "update", "delete", "void") if verb in entity.verbs]
        captured = "yes" if entity.in_cdc else "no"
        yield _row(entity.name, tier(entity), ", ".join([*verbs, "query"]), captured, announced, entity.source)
    yield ""


def _described(entity: Entity) -> Iterator[str]:
    yield f"### {entity.name}\n"
    yield f"Source: {entity.source}. Order of a query without one: `{entity.default_order}`.\n"
    yield from _properties(entity.fields, entity.filterable, entity.sortable)


def _properties(
    fields: Iterable[Field], filterable: Container[str] = (), sortable: Container[str] = ()
) -> Iterator[str]:
    yield "| property | type | |"
    yield "|---|---|---|"
    for path, field in _flat(fields):
        marks = ["**required**"] * field.required + ["*read-only*"] * field.read_only
        marks += ["f"] * (path in filterable) + ["s"] * (path in sortable)
        yield _row(f"`{path}`", _type(field), " ".join(marks))
    yield ""


def _flat(fields: Iterable[Field], path: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        if not path and field in EVERYWHERE and not field.fields:
            continue
        yield path + field.name, field
        if field.fields not in _SHAPES:
            yield from _flat(field.fields, f"{path}{field.name}{'[]' if field.many else ''}.")


def _type(field: Field) -> str:
    if field.fields in _SHAPES:
        return _SHAPES[field.fields]
    if field.choices:
        return "one of " + ", ".join(field.choices)
    if field.kind is Kind.TEXT:
        return f"text, {field.max_length}"
    if field.scale is not None:
        return f"decimal, {field.scale} places" + (", rounded" if field.rounded else "")
    if field.targets:
        return "reference to " + " or ".join(field.targets)
    return "list of objects" if field.many else _KINDS[field.kind]


def _tax_service() -> Iterator[str]:
    yield "### TaxService\n"
    yield "Source: Intuit, TaxService; schema TaxService; python-quickbooks and node-quickbooks. Only"
    yield "`POST taxservice/taxcode`: makes a TaxCode of existing TaxRates (`TaxRateId`) and of new ones, each for an"
    yield "existing TaxAgency. TaxApplicableOn `Adjustment` and `Other` are refused.\n"
    yield from _properties(TAX_SERVICE)


def _reports() -> Iterator[str]:
    yield "## Reports\n"
    yield f"Computed from the postings: {', '.join(sorted(REPORTS))}.\n"


def _codes() -> Iterator[str]:
    yield "## Error codes\n"
    yield "Any of them can be asked for with a control fault (`POST /_emulator/faults`).\n"
    yield "| code | HTTP | type | message | brought about by |"
    yield "|---|---|---|---|---|"
    for code in CODES.values():
        yield _row(code.code, str(code.status), code.type, code.message, code.cause)
    yield ""


def _absences() -> Iterator[str]:
    yield "## Not emulated\n"
    yield f"Entities: {', '.join(ABSENT_ENTITIES)}.\n"
    yield f"Reports: {ABSENT_REPORTS}.\n"
    for feature in ABSENT_FEATURES:
        yield f"- {feature}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    print("\n".join(document()))  # noqa: T201 - it is what it is for
