"""The countries a company can open in, as data: its currency, its tax agencies, rates and codes, an address."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate: its name, its percentage, the place of its agency in the list, from 1."""

    name: str
    percent: Decimal
    agency: int = 1


@dataclass(frozen=True, slots=True)
class Country:
    """What differs between companies of two countries. Codes name the places of their rates, from 1.

    The first code is the usual one; abroad there is one of 0 % as well.
    """

    code: str
    currency: str
    currency_name: str
    address: dict[str, Any]
    agencies: tuple[str, ...]
    rates: tuple[TaxRate, ...]
    codes: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def in_us(self) -> bool:
        """Whether lines are TAX or NON and the document has the code."""
        return self.code == "US"


def _rate(name: str, percent: str, agency: int = 1) -> TaxRate:
    return TaxRate(name, Decimal(percent), agency)


_US = Country(
    "US",
    "USD",
    "United States Dollar",
    {"City": "Springfield", "Country": "US", "CountrySubDivisionCode": "CA", "PostalCode": "90000"},
    ("State Revenue",),
    (_rate("State", "8"), _rate("County", "7.1"), _rate("City", "2")),
    (("State only", (1,)), ("County and city", (2, 3))),
)
_CA = Country(
    "CA",
    "CAD",
    "Canadian Dollar",
    {"City": "Toronto", "Country": "CA", "CountrySubDivisionCode": "ON", "PostalCode": "M5V 2T6"},
    ("Canada Revenue Agency", "Revenu Quebec", "Ministry of Finance (BC)"),
    (
        _rate("HST (ON)", "13"),
        _rate("GST", "5"),
        _rate("QST", "9.975", 2),
        _rate("PST (BC)", "7", 3),
        _rate("Zero-rated", "0"),
        _rate("Exempt", "0"),
    ),
    (
        ("HST ON", (1,)),
        ("GST", (2,)),
        ("GST/QST QC", (2, 3)),
        ("GST/PST BC", (2, 4)),
        ("Zero-rated", (5,)),
        ("Exempt", (6,)),
    ),
)
_GB = Country(
    "GB",
    "GBP",
    "British Pound Sterling",
    {"City": "London", "Country": "GB", "PostalCode": "EC1A 1BB"},
    ("HMRC (VAT)",),
    (_rate("VAT 20%", "20"), _rate("VAT 5%", "5"), _rate("VAT 0%", "0"), _rate("Exempt", "0")),
    (("20.0% S", (1,)), ("5.0% R", (2,)), ("0.0% Z", (3,)), ("Exempt", (4,))),
)
_AU = Country(
    "AU",
    "AUD",
    "Australian Dollar",
    {"City": "Sydney", "Country": "AU", "CountrySubDivisionCode": "NSW", "PostalCode": "2000"},
    ("Australian Taxation Office",),
    (_rate("GST", "10"), _rate("GST free", "0")),
    (("GST", (1,)), ("GST free", (2,))),
)

COUNTRIES = {each.code: each for each in (_US, _CA, _GB, _AU)}
