"""Whatever people do to a quote in whatever order, it goes the ways below and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexos.accounts.models import Tenant
from nexos.kit import clock
from nexos.kit.errors import Refused
from nexos.sales import queries, services
from nexos.sales.acceptance import Choice
from nexos.sales.models import Quote
from nexos.sales.offer import Offer

# What each act makes of a quote in each state; where it says nothing, the act is refused.
LEADS_TO = {
    "update": {"draft": "draft"},
    "send": {"draft": "sent"},
    "reopen": {"draft": "draft", "sent": "draft", "declined": "draft", "expired": "draft"},
    "approve": {"sent": "approved"},
    "decline": {"sent": "declined"},
}


def acts_on(quote: Quote, offer: Offer) -> dict[str, Callable[[], object]]:
    tenant_id = quote.tenant_id
    lines = queries.quote(tenant_id, quote.id).lines.all()
    choices = {line.id: Choice(True) for line in lines if line.optional}
    return {
        "update": lambda: services.update_quote(tenant_id, quote.id, offer),
        "send": lambda: services.send_quote(tenant_id, quote.id),
        "reopen": lambda: services.reopen_quote(tenant_id, quote.id),
        "approve": lambda: services.approve_quote(tenant_id, quote.id, signer_name="Nora", choices=choices),
        "decline": lambda: services.decline_quote(tenant_id, quote.id),
    }


def content(quote: Quote) -> list[object]:
    return [quote.title, quote.total, *[(line.id, line.accepted, line.counted_quantity) for line in quote.lines.all()]]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*LEADS_TO, "expire"]), max_size=10))
def test_a_quote_goes_only_the_ways_it_should(northwind: Tenant, offer: Offer, acts: list[str]) -> None:
    quote = queries.quote(northwind.id, services.create_quote(northwind.id, offer).id)
    for number, act in enumerate(acts):
        before = queries.quote(northwind.id, quote.id)
        if act == "expire":
            with clock.travel(timedelta(days=31)):
                services.expire_quote(northwind.id, quote.id)
            expected = "expired" if before.status == "sent" else before.status
        else:
            expected = LEADS_TO[act].get(before.status, "refused")
            try:
                acts_on(quote, replace(offer, title=f"Version {number}"))[act]()
            except Refused:
                assert expected == "refused"
                expected = before.status
        after = queries.quote(northwind.id, quote.id)
        assert after.status == expected
        if before.status == "approved":
            assert content(after) == content(before)
