"""The currencies of a company and their rates: Intuit's entity pages."""

from qbo_emulator.catalog.entity import EVERYWHERE, LISTED, Entity, names
from qbo_emulator.catalog.fields import day, fine_number, flag, required, text

COMPANY_CURRENCY = Entity(
    "CompanyCurrency",
    fields=(required(text("Code", 3)), text("Name", 100), flag("Active"), *EVERYWHERE),
    verbs=LISTED,
    filterable=names("Id Code Name Active"),
    sortable=names("Id Code Name"),
    default_order="Id",
    has_active=True,
    source="Intuit, CompanyCurrency; schema CompanyCurrency",
)

EXCHANGE_RATE = Entity(
    "ExchangeRate",
    fields=(
        required(text("SourceCurrencyCode", 3)),
        text("TargetCurrencyCode", 3),
        required(fine_number("Rate")),
        required(day("AsOfDate")),
        *EVERYWHERE,
    ),
    verbs=LISTED,
    filterable=names("SourceCurrencyCode TargetCurrencyCode AsOfDate"),
    sortable=names("SourceCurrencyCode AsOfDate"),
    default_order="SourceCurrencyCode",
    source="Intuit, ExchangeRate; recorded 2019",
)
"""Known by currency and day, not by an Id (Intuit): the Id it is kept under, and never answered with, is those
two, `EUR 2026-03-31`."""

ENTITIES = (COMPANY_CURRENCY, EXCHANGE_RATE)
