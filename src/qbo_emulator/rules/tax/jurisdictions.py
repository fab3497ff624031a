"""Who levies sales tax in a US state: an own table, plausible and simple. These are not Intuit's numbers.

Real rates change by street and month, and by what is sold; here every address of a state has the same. Use them to
see that a client copes with several TaxLines, with zero ones and with tax it did not ask for, never to check a rate.
"""

from decimal import Decimal

type Jurisdiction = tuple[str, Decimal]
"""Name and percentage."""

_STATE_COUNTY_CITY = {
    "AZ": ("Arizona", "5.6", "0.7", "2.6"),
    "CA": ("California", "6", "1.25", "0.5"),
    "CO": ("Colorado", "2.9", "1", "3.65"),
    "DE": ("Delaware", "0", "0", "0"),
    "FL": ("Florida", "6", "1", "0"),
    "GA": ("Georgia", "4", "3", "1.9"),
    "IL": ("Illinois", "6.25", "1.75", "1.25"),
    "MA": ("Massachusetts", "6.25", "0", "0"),
    "MI": ("Michigan", "6", "0", "0"),
    "MT": ("Montana", "0", "0", "0"),
    "NC": ("North Carolina", "4.75", "2.25", "0"),
    "NH": ("New Hampshire", "0", "0", "0"),
    "NJ": ("New Jersey", "6.625", "0", "0"),
    "NV": ("Nevada", "4.6", "3.775", "0"),
    "NY": ("New York", "4", "4.375", "0"),
    "OH": ("Ohio", "5.75", "1.5", "0"),
    "OR": ("Oregon", "0", "0", "0"),
    "PA": ("Pennsylvania", "6", "0", "0"),
    "TX": ("Texas", "6.25", "0.5", "1.5"),
    "UT": ("Utah", "4.85", "1.35", "1"),
    "VA": ("Virginia", "4.3", "0.7", "0.3"),
    "WA": ("Washington", "6.5", "0", "3.6"),
}
_ELSEWHERE = ("5", "1", "0")


def of(state: str) -> list[Jurisdiction]:
    """State, county and city of a two-letter state code; a zero county or city stays in where the other levies."""
    known = _STATE_COUNTY_CITY.get(state)
    name, *percents = known or (state, *_ELSEWHERE)
    levied = [Decimal(percent) for percent in percents]
    places = [(f"{name} {level}", percent) for level, percent in zip(_LEVELS, levied, strict=True)]
    return places if any(levied[1:]) else places[:1]


_LEVELS = ("State", "County", "City")
