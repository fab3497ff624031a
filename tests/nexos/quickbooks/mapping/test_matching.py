"""What is linked without asking, and what is only suggested, as tables."""

import string
from collections.abc import Iterable, Mapping
from uuid import UUID

import pytest

from nexos.quickbooks.mapping import matching
from nexos.quickbooks.mapping.likeness import SAME_BUT_ENDING, SIMILAR
from nexos.quickbooks.mapping.matching import Here, Kind, Matcher, Suggestion, There


def here(number: int, name: str, email: str = "") -> Here:
    return Here(UUID(int=number), name, email)


def suggest(there: Iterable[There], ours: Iterable[Here], linked: Mapping[str, UUID]) -> list[Suggestion]:
    """One per eligible party there that `linked` does not hold, in the order given."""
    parties = list(there)
    matcher = Matcher(parties, ours, linked)
    return [matcher.suggestion(party) for party in parties if party.eligible and party.id not in linked]


def said(
    there: list[There], ours: list[Here], linked: Mapping[str, int] | None = None
) -> dict[str, tuple[str, list[int], tuple[str, ...]]]:
    """By id there: kind, candidates, reasons."""
    links = {id_: UUID(int=number) for id_, number in (linked or {}).items()}
    return {
        one.there_id: (str(one.kind), [id_.int for id_ in one.here_ids], one.reasons)
        for one in suggest(there, ours, links)
    }


@pytest.mark.parametrize(
    ("name_there", "name_here"),
    [
        ("Acme", "Acme"),
        ("ACME  Widgets", "acme widgets"),
        ("Amy's Bird Sanctuary", "Amy’s Bird Sanctuary"),
        ("Acme, Inc.", "Acme Inc"),
        ("Café Zoé", "Cafe\u0301 Zoe\u0301"),
        ("ＡＣＭＥ", "Acme"),
        ("Straße GmbH", "STRASSE GmbH"),
        ("A–B Supply", "A-B Supply"),
        (" Trailing ", "Trailing"),
    ],
)
def test_the_same_name_whoever_typed_it(name_there: str, name_here: str) -> None:
    assert said([There("1", name_there)], [here(1, name_here)]) == {"1": ("exact", [1], ("same name",))}


@pytest.mark.parametrize(
    ("name_there", "name_here", "reason"),
    [
        ("Cedar and Pine Architects LLC", "Cedar & Pine Architects", SAME_BUT_ENDING),
        ("Amys Bird Sanctuary", "Amy's Bird Sanctuary", SAME_BUT_ENDING),
        ("Cafe Zoe", "Café Zoé", SAME_BUT_ENDING),
        ("The Harbor Company", "Harbor", SAME_BUT_ENDING),
        ("Harbor Dental Assoc.", "Harbor Dental Associates", SIMILAR),
        ("Kestrel Mfg", "Kestrel Manufacturing", SIMILAR),
        ("Juniper Properties", "Juniper Property Management", SIMILAR),
        ("Kestral", "Kestrel", SIMILAR),
    ],
)
def test_alike_is_only_suggested(name_there: str, name_here: str, reason: str) -> None:
    assert said([There("1", name_there)], [here(1, name_here)]) == {"1": ("similar", [1], (reason,))}


@pytest.mark.parametrize(
    ("name_there", "name_here"),
    [
        ("Lakeside Veterinary Clinic", "Lakeside Animal Hospital"),
        ("John Smith", "John Doe"),
        ("Acme", ""),
        ("", "Acme"),
        ("...", "---"),
        ("Inc.", "LLC"),
    ],
)
def test_strangers_are_left_alone(name_there: str, name_here: str) -> None:
    assert said([There("1", name_there)], [here(1, name_here)]) == {"1": ("none", [], ())}


def test_the_company_name_beside_the_display_name_is_a_hint() -> None:
    theirs = There("1", "Kari Steblay", other_name="Bluebird Ltd")
    assert said([theirs], [here(1, "Bluebird Ltd")]) == {"1": ("similar", [1], (matching.SAME_OTHER_NAME,))}


def test_an_email_nobody_else_has_links_whatever_the_names() -> None:
    answer = said([There("1", "A. Moreau", "Billing@Acme.example")], [here(1, "Acme", "billing@acme.example")])
    assert answer == {"1": ("exact", [1], ("same email",))}


def test_one_of_several_addresses_is_enough() -> None:
    answer = said(
        [There("1", "Zed", "x@y.test, billing@acme.example")], [here(1, "Acme", "a@b.test;billing@acme.example")]
    )
    assert answer["1"][0] == "exact"


@pytest.mark.parametrize("email", ["", "none", "n/a"])
def test_what_is_no_address_is_no_evidence(email: str) -> None:
    assert said([There("1", "Zed", email)], [here(1, "Acme", email)])["1"][0] == "none"


def test_two_strangers_who_share_an_email_are_not_linked_by_it() -> None:
    there = [There("1", "Rondonuwu Fruit", "shared@mail.test"), There("2", "Geeta Kalapatapu", "shared@mail.test")]
    answer = said(there, [here(1, "Somebody", "shared@mail.test")])
    assert answer["1"] == answer["2"] == ("ambiguous", [1], (matching.SHARED_EMAIL,))


def test_strangers_who_share_an_email_are_linked_by_their_own_names() -> None:
    there = [There("1", "Rondonuwu Fruit", "shared@mail.test"), There("2", "Geeta Kalapatapu", "shared@mail.test")]
    ours = [here(1, "Rondonuwu Fruit", "shared@mail.test"), here(2, "Geeta Kalapatapu", "shared@mail.test")]
    assert [answer[:2] for answer in said(there, ours).values()] == [("exact", [1]), ("exact", [2])]


@pytest.mark.parametrize(
    "rival",
    [
        There("9", "Parent:Branch", "billing@acme.example", eligible=False),
        There("9", "Old name", "billing@acme.example", eligible=False),
        There("9", "Somebody", "billing@acme.example"),
    ],
)
def test_an_email_any_other_customer_has_links_nobody(rival: There) -> None:
    there = [There("1", "A. Moreau", "billing@acme.example"), rival]
    assert said(there, [here(1, "Acme", "billing@acme.example")])["1"][0] == "ambiguous"


def test_an_email_two_companies_have_links_nobody() -> None:
    ours = [here(1, "Acme North", "b@acme.example"), here(2, "Zebra South", "b@acme.example")]
    answer = said([There("1", "Moreau", "b@acme.example")], ours)
    assert answer == {"1": ("ambiguous", [1, 2], (matching.SHARED_EMAIL,))}


def test_name_and_email_pointing_to_different_companies() -> None:
    ours = [here(1, "Acme"), here(2, "Bolt", "billing@acme.example")]
    answer = said([There("1", "Acme", "billing@acme.example")], ours)
    assert answer == {"1": ("ambiguous", [1, 2], (matching.NAME_AND_EMAIL_DIFFER,))}


def test_name_and_email_of_a_company_pointing_to_different_customers() -> None:
    there = [There("1", "Acme", "other@mail.test"), There("2", "Bolt", "billing@acme.example")]
    answer = said(there, [here(1, "Acme", "billing@acme.example")])
    assert answer["1"] == answer["2"] == ("ambiguous", [1], (matching.NAME_AND_EMAIL_DIFFER,))


def test_two_companies_with_one_name() -> None:
    answer = said([There("1", "Acme")], [here(1, "Acme"), here(2, "ACME.")])
    assert answer == {"1": ("ambiguous", [1, 2], (matching.SEVERAL_WITH_NAME,))}


def test_two_customers_with_one_normalised_name() -> None:
    answer = said([There("1", "Acme"), There("2", "Acme.")], [here(1, "Acme")])
    assert [entry[0] for entry in answer.values()] == ["ambiguous", "ambiguous"]


def test_sub_customers_jobs_projects_and_inactive_ones_are_never_suggested() -> None:
    assert said([There("1", "Acme", "a@acme.example", eligible=False)], [here(1, "Acme", "a@acme.example")]) == {}


def test_a_sub_customer_with_the_name_of_a_company_takes_nothing_from_the_customer() -> None:
    there = [There("1", "Acme"), There("2", "Acme.", eligible=False)]
    assert said(there, [here(1, "Acme")])["1"][0] == "exact"


def test_linked_ones_are_out_of_the_game_but_still_count() -> None:
    there = [There("1", "Acme", "b@acme.example"), There("2", "Acme.", ""), There("3", "Zed", "b@acme.example")]
    ours = [here(1, "Acme", "b@acme.example")]
    answer = said(there, ours, {"1": 1})
    assert "1" not in answer
    assert answer["2"][0] == "ambiguous"
    assert answer["3"] == ("none", [], ())


def test_a_name_that_is_taken_is_not_offered_as_new() -> None:
    answer = said([There("1", "Renamed"), There("2", "Acme")], [here(1, "Acme")], {"1": 1})
    assert answer == {"2": ("ambiguous", [1], (matching.SAME_NAME_TAKEN,))}


def test_the_order_of_the_parties_changes_nothing() -> None:
    there = [
        There("1", "Acme", "b@acme.example"),
        There("2", "Bolt", "b@acme.example"),
        There("3", "Cedar and Pine LLC"),
        There("4", "Dune", "d@dune.example"),
    ]
    ours = [
        here(1, "Acme"),
        here(2, "Bolt", "b@acme.example"),
        here(3, "Cedar & Pine"),
        here(4, "D.", "d@dune.example"),
    ]
    forth = said(there, ours)
    assert said(there[::-1], ours[::-1]) == forth


def test_no_company_is_given_to_two_customers() -> None:
    letters = string.ascii_lowercase
    there = [There(str(n), letters[n % 13] * 3, f"{letters[n % 7]}@x.test") for n in range(40)]
    ours = [here(n, letters[n % 11] * 3, f"{letters[n % 5]}@x.test") for n in range(1, 40)]
    exact = [one for one in suggest(there, ours, {}) if one.kind is Kind.EXACT]
    assert len({one.here_ids for one in exact}) == len(exact)


def test_twenty_thousand_customers() -> None:
    """Quadratic work would take hours here, not seconds."""
    digits = str.maketrans(string.digits, "bcdfghjkmn")
    names = [f"{str(n * 7919 % 20_011).translate(digits).title()} Services" for n in range(20_000)]
    there = [There(str(n), name) for n, name in enumerate(names)]
    ours = [here(n, name if n % 2 else f"{name} Inc.") for n, name in enumerate(names)]
    found: list[Suggestion] = suggest(there, ours, {})
    assert all(one.kind is Kind.EXACT for one in found[1::2])
    assert all(one.kind is not Kind.EXACT for one in found[::2])
    assert sum(one.reasons[:1] == (SAME_BUT_ENDING,) for one in found[::2]) > 9_900
