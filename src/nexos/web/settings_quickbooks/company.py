"""What the QuickBooks company's settings mean for us, in words."""

from dataclasses import dataclass

from nexos.quickbooks.mirror.models import CompanyInfo, Preferences
from nexos.quickbooks.state.words import day

_CURRENCIES = {"USD": "US dollar", "CAD": "Canadian dollar", "GBP": "Pound sterling", "EUR": "Euro"}


@dataclass(frozen=True)
class Finding:
    """One setting in QuickBooks and what follows here. `bites`: somebody should know it before the first invoice."""

    subject: str
    icon: str
    title: str
    text: str
    bites: bool = False


def findings(preferences: Preferences, company: CompanyInfo | None) -> list[Finding]:
    """Every setting that decides what happens to a document, those that bite first."""
    found = [_sales_tax(preferences, company), *_close_date(preferences), *_automatic(preferences)]
    found += [_numbers(preferences), _currency(preferences), *_edition(company)]
    return sorted(found, key=lambda finding: not finding.bites)


def _sales_tax(preferences: Preferences, company: CompanyInfo | None) -> Finding:
    if company and company.country not in ("", "US"):
        text = "Each line needs a tax code of the company, and none is linked yet: invoices wait here."
        return Finding("Sales tax", "alert", f"The company is in {company.country}", text, bites=True)
    if not preferences.sales_tax_enabled:
        text = "QuickBooks would charge none without a word, so an invoice with taxable lines waits here."
        return Finding("Sales tax", "ok", "Sales tax is switched off", text)
    if preferences.automated_sales_tax:
        return Finding("Sales tax", "ok", "QuickBooks computes sales tax", "We mark each line taxable or not.")
    text = "Without a code QuickBooks charges no tax and says nothing; an invoice with taxable lines waits for one."
    return Finding("Sales tax", "alert", "Sales tax goes by the customer’s tax code", text, bites=True)


def _close_date(preferences: Preferences) -> list[Finding]:
    if preferences.book_close_date is None:
        return [Finding("Books closed through", "ok", "The books are open", "There is no close date in QuickBooks.")]
    title = f"Books are closed through {day(preferences.book_close_date)}"
    return [Finding("Books closed through", "lock", title, "Documents dated earlier are held here.", bites=True)]


def _automatic(preferences: Preferences) -> list[Finding]:
    if not (preferences.auto_apply_credit or preferences.auto_apply_payments):
        return []
    text = "A credit may be used up before you choose the invoice. Change it there: Settings, Advanced, Automation."
    return [Finding("Credits", "alert", "Credits are applied by themselves", text, bites=True)]


def _numbers(preferences: Preferences) -> Finding:
    if preferences.custom_txn_numbers:
        return Finding("Invoice numbers", "ok", "Custom invoice numbers are on", "We send ours; QuickBooks keeps them.")
    text = "Its number comes back and stands beside ours."
    return Finding("Invoice numbers", "ok", "QuickBooks numbers the invoices", text)


def _currency(preferences: Preferences) -> Finding:
    code = preferences.home_currency
    name = f"{_CURRENCIES[code]} ({code})" if code in _CURRENCIES else code
    if preferences.multi_currency:
        text = "An invoice goes in the currency of its customer; another one waits."
        return Finding("Home currency", "ok", f"{name}, and others", text)
    return Finding("Home currency", "ok", f"{name}, single currency", "An invoice in another currency waits here.")


def _edition(company: CompanyInfo | None) -> list[Finding]:
    if company is None or not company.edition:
        return []
    return [Finding("Edition", "ok", company.edition, "As QuickBooks names it.")]
