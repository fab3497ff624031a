"""How the documents of a sample company say what is taxed, by its country."""

import random
from dataclasses import dataclass

from qbo_emulator.rules.countries import COUNTRIES
from qbo_emulator.store.text import Json
from qbo_emulator.world import Company

WITH_TAX = 0.2
"""The share of documents whose amounts are entered with tax, where there is the choice."""


@dataclass(frozen=True, slots=True)
class Taxes:
    """The codes of a company: of a taxed line, of an untaxed one, and in the US that of the whole document."""

    taxed: Json
    untaxed: Json
    whole: Json | None = None

    @property
    def in_us(self) -> bool:
        """Whether the code is the document's, and services are untaxed."""
        return self.whole is not None

    def of_line(self, *, client_taxed: bool, product_taxed: bool) -> Json:
        """The TaxCodeRef of a line; outside the US services are taxed as well."""
        return self.taxed if client_taxed and (product_taxed or not self.in_us) else self.untaxed

    def of_document(self, chance: random.Random, *, client_taxed: bool) -> Json:
        """What the document itself says."""
        if self.in_us:
            return {"TxnTaxDetail": {"TxnTaxCodeRef": self.whole}} if client_taxed else {}
        return {"GlobalTaxCalculation": "TaxInclusive" if chance.random() < WITH_TAX else "TaxExcluded"}


def taxes_of(company: Company, country: str) -> Taxes:
    """The company's first code, which is the usual one; outside the US its first of 0 % too."""
    shape = COUNTRIES[country]
    names = [name for name, _ in shape.codes]
    if shape.in_us:
        return Taxes({"value": "TAX"}, {"value": "NON"}, _code(company, names[0]))
    untaxed = next(name for name, rates in shape.codes if not any(shape.rates[each - 1].percent for each in rates))
    return Taxes(_code(company, names[0]), _code(company, untaxed))


def _code(company: Company, name: str) -> Json:
    return {"value": company.books.shelf("TaxCode").having("Name", name)[0]}
