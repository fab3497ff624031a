"""CompanyInfo and Preferences: one object each, read and updated, never created."""

from qbo_emulator.catalog.entity import EVERYWHERE, READ, Entity, names
from qbo_emulator.catalog.fields import address, day, email, group, opaque, phone, read_only, text

UPDATED = READ | {"update"}

COMPANY_INFO = Entity(
    "CompanyInfo",
    fields=(
        text("CompanyName", 1024),
        text("LegalName", 1024),
        address("CompanyAddr"),
        address("CustomerCommunicationAddr"),
        address("LegalAddr"),
        email("CustomerCommunicationEmailAddr"),
        phone("PrimaryPhone"),
        read_only(day("CompanyStartDate")),
        text("EmployerId"),
        text("FiscalYearStartMonth"),
        text("TaxYearStartMonth"),
        text("Country"),
        email("Email"),
        group("WebAddr", text("URI", 1000)),
        text("SupportedLanguages"),
        text("DefaultTimeZone"),
        read_only(opaque("NameValue")),
        *EVERYWHERE,
    ),
    verbs=UPDATED,
    filterable=names("Id"),
    sortable=names("Id"),
    source="Intuit, CompanyInfo; recorded 2015",
)

PREFERENCES = Entity(
    "Preferences",
    fields=(
        opaque("AccountingInfoPrefs"),
        opaque("ProductAndServicesPrefs"),
        opaque("SalesFormsPrefs"),
        opaque("EmailMessagesPrefs"),
        opaque("VendorAndPurchasesPrefs"),
        opaque("TimeTrackingPrefs"),
        opaque("TaxPrefs"),
        opaque("CurrencyPrefs"),
        opaque("ReportPrefs"),
        opaque("OtherPrefs"),
        *EVERYWHERE,
    ),
    verbs=UPDATED,
    filterable=names("Id"),
    sortable=names("Id"),
    source="Intuit, Preferences; recorded 2019",
)

ENTITIES = (COMPANY_INFO, PREFERENCES)
