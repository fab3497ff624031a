"""TaxAgency: who sales tax is collected for (Intuit, TaxAgency)."""

from qbo_emulator.rules import faults, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft
from qbo_emulator.store.text import Json


def compose(draft: Draft, write: Write) -> None:
    """A name used once. Raises Fault 6240."""
    agency = write.after
    agency.setdefault("TaxTrackedOnPurchases", False)
    agency.setdefault("TaxTrackedOnSales", True)
    for other in draft.find("TaxAgency", "DisplayName", agency["DisplayName"]):
        if other != agency["Id"]:
            raise faults.duplicate_name(other)


def payable_name(agency: Json) -> str:
    """The account the tax of an agency is owed on (recorded: `Board of Equalization Payable`)."""
    return f"{agency['DisplayName']} Payable"


def open_payable(draft: Draft, before: Json | None, after: Json | None) -> None:
    """A new agency gets its payable account (recorded 2 of 2)."""
    if before or after is None or draft.find("Account", "Name", payable_name(after)):
        return
    account = {
        "Name": payable_name(after),
        "SubAccount": False,
        "FullyQualifiedName": payable_name(after),
        "Active": True,
        "Classification": "Liability",
        "AccountType": "Other Current Liability",
        "AccountSubType": "GlobalTaxPayable",
        "CurrentBalance": 0,
        "CurrentBalanceWithSubAccounts": 0,
        "CurrencyRef": preferences.home_currency(draft),
        "domain": "QBO",
        "sparse": False,
        "Id": str(draft.next_number("Account")),
        "SyncToken": "0",
        "MetaData": {},
    }
    draft.put("Account", account)
