"""Tax codes: what a line knows is whether it is taxable. Which code that is depends on the company's tax model.

US with automated sales tax: lines say TAX or NON, and QuickBooks computes. US without it: the document has one code,
the customer's or else the one chosen here. Elsewhere each line has a code of the company. Source: Intuit, "Sales tax";
recorded companies.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from nexos.catalog import queries as catalog
from nexos.quickbooks.mapping.assigned.kind import Assigned, Ours, Theirs
from nexos.quickbooks.mapping.keys import DOCUMENT, NOT_TAXABLE, TAXABLE
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.mirror.models import TaxCode, TaxRate

_PSEUDO = ("TAX", "NON")


class Model(Enum):
    """Who decides the tax of a document, and by what."""

    UNREAD = auto()
    OFF = auto()
    AUTOMATED = auto()
    BY_DOCUMENT = auto()
    BY_LINE = auto()


_NOTHING_TO_LINK = {
    Model.UNREAD: "QuickBooks' tax settings have not been read yet. They come with the first sync.",
    Model.OFF: "Sales tax is switched off in this QuickBooks company, so it has no codes to link.",
    Model.AUTOMATED: (
        "QuickBooks computes sales tax in this company by itself: taxable lines go as TAX, the others as NON. There is "
        "nothing to link."
    ),
}


class TaxCodes(Assigned):
    """Kinds of lines, or the documents of customers without a code."""

    kind = "tax_code"
    here = "tax"
    there = "tax code"
    without = "What needs it waits"

    @cached_property
    def model(self) -> Model:
        """The company's tax model."""
        company = mirror.company_info(self.tenant_id, self.connection_id)
        preferences = mirror.preferences(self.tenant_id, self.connection_id)
        if company is None or preferences is None:
            return Model.UNREAD
        if company.country not in ("", "US"):
            return Model.BY_LINE
        if not preferences.sales_tax_enabled:
            return Model.OFF
        return Model.AUTOMATED if preferences.automated_sales_tax else Model.BY_DOCUMENT

    def absent(self) -> str:
        return _NOTHING_TO_LINK.get(self.model, "")

    def needed(self) -> bool:
        return self.model is Model.BY_LINE

    def ours(self) -> Sequence[Ours]:
        if self.model is Model.BY_DOCUMENT:
            about = "Without a code QuickBooks would charge no tax on them, silently"
            return [Ours(DOCUMENT, "Taxed invoices of customers without a code", about)]
        if self.model is not Model.BY_LINE:
            return []
        zero = ("Exempt", "Zero-rated", "Zero rated", "No VAT", "Out of scope", "0.0% Z", "GST free", "Tax exempt")
        return [
            Ours(TAXABLE, "Taxable lines", "Every invoice with one waits without it"),
            Ours(
                NOT_TAXABLE,
                "Lines that are not taxable",
                "Here each line needs a code, also one without tax",
                other_names=zero,
            ),
        ]

    def theirs(self) -> Sequence[Theirs]:
        rates = mirror.tax_rates(self.tenant_id, self.connection_id)
        codes = mirror.tax_codes(self.tenant_id, self.connection_id, inactive=True).exclude(qbo_id__in=_PSEUDO)
        return [
            Theirs(code.qbo_id, code.name, rates_in_words(code, rates), type=_side(code), active=code.active)
            for code in codes.defer("raw")
        ]

    def fits(self, ours: Ours, theirs: Theirs) -> bool:
        return theirs.type != "purchases"

    def only(self, ours: Ours) -> str:
        return "Codes that QuickBooks knows for purchases alone do not fit an invoice."

    def used(self, keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        counts = catalog.counted_by(self.tenant_id, "taxable")
        return {TAXABLE: {"product": counts.get(True, 0)}, NOT_TAXABLE: {"product": counts.get(False, 0)}}


def rates_in_words(code: TaxCode, rates: Mapping[str, TaxRate]) -> str:
    """ "GST 5% + PST 7%", "0%"; empty when QuickBooks tells no rate."""
    known = [rate for id_ in code.sales_rate_ids if (rate := rates.get(id_)) and rate.percent is not None]
    if len(known) == 1:
        return f"{_plain(known[0].percent)}%"
    return " + ".join(f"{rate.name} {_plain(rate.percent)}%" for rate in known)


def _plain(percent: Decimal | None) -> str:
    return f"{(percent or Decimal(0)).normalize():f}"


def _side(code: TaxCode) -> str:
    return "purchases" if code.purchase_rate_ids and not code.sales_rate_ids else "sales"
