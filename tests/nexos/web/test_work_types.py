"""Settings: work types and billing roles."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from nexos.timekeeping import queries
from nexos.timekeeping.models import BillingRole, Label, WorkType

BOTH = pytest.mark.parametrize(("slug", "of"), [("work-type", WorkType), ("billing-role", BillingRole)])


@BOTH
def test_one_is_added_renamed_retired_and_brought_back(
    alice: Client, northwind_open: UUID, slug: str, of: type[Label]
) -> None:
    assert "“Travel” is added" in alice.post(f"/settings/{slug}s/add", {"name": "Travel"}, follow=True).content.decode()
    (label,) = queries.labels(northwind_open, of)
    at = f"/settings/{slug}s/{label.id}"
    assert 'value="Travel"' in alice.get(f"{at}/rename").content.decode()
    assert "called “Driving” now" in alice.post(f"{at}/rename", {"name": "Driving"}, follow=True).content.decode()
    page = alice.post(f"{at}/retire", follow=True).content.decode()
    assert "“Driving” is retired" in page
    assert "Retired</span>" in page
    assert "“Driving” can be chosen again" in alice.post(f"{at}/bring-back", follow=True).content.decode()


@BOTH
def test_a_second_one_of_the_same_name_is_refused_at_its_field(alice: Client, slug: str, of: type[Label]) -> None:
    alice.post(f"/settings/{slug}s/add", {"name": "Travel"})
    answer = alice.post(f"/settings/{slug}s/add", {"name": "TRAVEL"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“TRAVEL” already" in page
    assert 'value="TRAVEL"' in page


def test_who_may_only_read_sees_names_and_no_buttons(vera: Client, bob: Client, records: dict[str, Any]) -> None:
    page = vera.get("/settings/work-types").content.decode()
    assert "Harbor Dental visits" in page
    assert "Retire" not in page.partition("<main")[2]
    assert vera.post("/settings/work-types/add", {"name": "X"}).status_code == 403
    assert bob.get("/settings/work-types").status_code == 403
