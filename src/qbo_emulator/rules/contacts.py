"""How people are reached and which currency they are paid in: what every name is checked for."""

import re

from qbo_emulator.rules import currencies, faults, preferences
from qbo_emulator.rules.request import Write
from qbo_emulator.store.draft import Draft

_WEB_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def check(draft: Draft, write: Write) -> None:
    """Raise Fault 2210 (e-mail address), 2200 (web address), 2220 and 5030 (currency)."""
    person = write.after
    address = (person.get("PrimaryEmailAddr") or {}).get("Address")
    if address is not None and ("@" not in address or "." not in address):
        raise faults.refused("2210", "PrimaryEmailAddr", address, element="PrimaryEmailAddr")
    uri = (person.get("WebAddr") or {}).get("URI")
    if uri is not None and "WebAddr" in write.sent and not _WEB_ADDRESS.fullmatch(uri):
        raise faults.refused("2200", "WebAddr", uri, element="WebAddr")
    if write.entity.name != "Employee":
        keep_currency(draft, write)


def keep_currency(draft: Draft, write: Write) -> None:
    """A currency is fixed when the object is created (Intuit, CurrencyRef); the company's own if none is sent.

    Raises Fault 2220 for a code that is none or not of the company's list, 5030 for a foreign one without
    multicurrency.
    """
    if write.before and "CurrencyRef" in write.before:
        write.after["CurrencyRef"] = write.before["CurrencyRef"]
        return
    home = preferences.home_currency(draft)
    code = write.after.setdefault("CurrencyRef", home)["value"]
    if not _CURRENCY.fullmatch(code):
        raise faults.refused("2220", "CurrencyRef", code, element="CurrencyRef")
    if code != home["value"] and not preferences.multicurrency(draft):
        raise faults.refused("5030", "Multicurrency is not switched on in this company.", element="CurrencyRef")
    currencies.refuse_unknown(draft, code)
