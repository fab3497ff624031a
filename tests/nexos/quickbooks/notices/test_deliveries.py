"""The emulator delivers to a running server, well and badly: the mirror ends up as QuickBooks has it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice
from typing import Any

import httpx2
import pytest

from books import Books
from cast import Cast
from nexos.kit import clock
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.addresses import WEBHOOK_PATH
from nexos.quickbooks.sync import queries as sync
from notification_effects import effects, later_runs
from office import Office
from webhooks import OTHER_TOKEN, TOKEN, Deliveries, Form, body_of, signature, told

pytestmark = pytest.mark.django_db(transaction=True)

SOON = timedelta(seconds=90)
A_QUARTER = timedelta(minutes=19)  # from now: a run comes SOON, the next at most sixteen minutes after it
A_DAY = 24 * 3600
AHEAD = "2030-01-01T00:00:00Z"

type Connect = Callable[..., Books]


@pytest.fixture
def books(office: Office, connect: Connect) -> Books:
    """Northwind's company, with invoices to change."""
    return connect(office, "small")


def edit(books: Books, note: str) -> None:
    first = next(iter(books.there("Invoice")))
    books.update("Invoice", first, PrivateNote=note)


def change_this_and_that(books: Books) -> None:
    """A change, a deletion, a void and a new customer."""
    unpaid = (id_ for id_, invoice in books.there("Invoice").items() if not invoice.get("LinkedTxn"))
    edited, deleted, voided = islice(unpaid, 3)
    books.update("Invoice", edited, PrivateNote="Changed by the bookkeeper")
    books.delete("Invoice", deleted)
    books.void(voided)
    books.create("Customer", {"DisplayName": "Kestrel Holdings"})


def wait_and_work(by: timedelta = SOON) -> None:
    with clock.travel(by):
        run_due()


@pytest.mark.parametrize("form", ["legacy", "cloudevents"])
def test_a_change_is_mirrored_soon_after_intuit_told_of_it(books: Books, deliveries: Deliveries, form: Form) -> None:
    deliveries.subscribe(form)
    edit(books, "Changed by the bookkeeper")
    asked = books.last_request()
    assert deliveries.deliver() == [("acknowledged", 200)]
    assert books.calls(asked) == []
    wait_and_work()
    assert books.agrees()
    [run] = later_runs(books)
    assert (run.trigger, run.state, books.calls(asked)) == ("webhook", "done", ["cdc"])


@pytest.mark.parametrize("form", ["legacy", "cloudevents"])
@pytest.mark.parametrize(
    "mischief",
    [{"duplicate": 5}, {"reverse": True, "most_events": 1}, {"forge": True}, {"drop": True}, {"delay_s": A_DAY}],
    ids=lambda mischief: next(iter(mischief)),
)
def test_however_badly_they_are_delivered_the_end_is_the_same(
    books: Books, deliveries: Deliveries, form: Form, mischief: dict[str, Any]
) -> None:
    deliveries.subscribe(form)
    change_this_and_that(books)
    outcomes = deliveries.deliver(**mischief)
    assert {status for outcome, status in outcomes if outcome == "forged"} <= {401}
    assert {status for outcome, status in outcomes if outcome in ("acknowledged", "duplicate")} <= {200}
    wait_and_work()
    wait_and_work(A_QUARTER)
    assert books.agrees()
    told = "drop" not in mischief and "delay_s" not in mischief
    assert [run.trigger for run in later_runs(books)] == (["clock", "webhook"] if told else ["clock"])


def test_a_day_late_they_cost_nothing(books: Books, deliveries: Deliveries, intuit: Any) -> None:
    deliveries.subscribe()
    change_this_and_that(books)
    assert {outcome for outcome, _ in deliveries.deliver(delay_s=A_DAY)} == {"delayed"}
    intuit.control("clock", {"advance_s": A_DAY + 60})
    wait_and_work(A_QUARTER)
    before = effects(books)
    assert deliveries.deliver() == [("acknowledged", 200)]
    after = effects(books)
    assert (len(before.notices), before.waiting, before.due_at) == (0, "", after.due_at)
    assert (len(after.notices) >= 4, after.waiting) == (True, "")
    assert books.agrees()


def test_what_the_mirror_has_already_makes_no_call(books: Books, deliveries: Deliveries) -> None:
    deliveries.subscribe()
    change_this_and_that(books)
    books.work()
    before = effects(books)
    assert deliveries.deliver() == [("acknowledged", 200)]
    after = effects(books)
    assert (after.waiting, after.due_at) == ("", before.due_at)
    assert after.notices


def test_ten_notifications_make_one_call(books: Books, deliveries: Deliveries) -> None:
    deliveries.subscribe()
    asked = books.last_request()
    for number in range(10):
        edit(books, f"Change {number}")
        assert deliveries.deliver() == [("acknowledged", 200)]
    mine = [call for call in books.calls(asked) if call != "invoice"]
    wait_and_work()
    assert (mine, [call for call in books.calls(asked) if call != "invoice"]) == ([], ["cdc"])
    assert books.agrees()


def test_two_companies_of_one_app_in_one_body_are_both_told(
    books: Books, deliveries: Deliveries, connect: Connect, intuit: Any, cast: Cast
) -> None:
    charlies = Office(intuit, cast.contoso, cast.charlie, "charlies-session")
    charlies.save(verifier_token=TOKEN)
    theirs = connect(charlies, "small")
    for form in ("legacy", "cloudevents"):
        deliveries.subscribe(form)
        intuit.control("clock", {"advance_s": 2})
        edit(books, f"Ours, {form}")
        edit(theirs, f"Theirs, {form}")
        assert deliveries.deliver() == [("acknowledged", 200)]
    wait_and_work()
    assert books.agrees()
    assert theirs.agrees()
    for one in (books, theirs):
        assert [run.trigger for run in later_runs(one)] == ["webhook"]


def test_two_apps_are_told_at_one_address_each_with_its_own_token(
    books: Books, other_office: Office, connect: Connect, deliveries: Deliveries, intuit: Any
) -> None:
    theirs = connect(other_office, "small")
    deliveries.subscribe()
    deliveries.subscribe(token=OTHER_TOKEN, client_id="contoso-app")
    edit(theirs, "Theirs alone")
    # The edit was made as Northwind's app; the company is connected with Contoso's.
    intuit.control("disconnect", {"realm_id": theirs.realm_id, "client_id": "emulator-client"})
    before = effects(books)
    assert deliveries.deliver() == [("acknowledged", 200)]
    assert effects(books) == before
    wait_and_work()
    assert theirs.agrees()
    with scope(books.tenant_id):
        assert not sync.runs(books.tenant_id, books.connection_id).filter(trigger="webhook").exists()


def test_a_token_that_was_copied_wrongly_is_refused_until_it_is_saved_anew(
    books: Books, office: Office, deliveries: Deliveries, intuit: Any
) -> None:
    deliveries.subscribe(token="the-new-token")
    edit(books, "Changed by the bookkeeper")
    assert deliveries.deliver() == [("failed", 401)]
    assert effects(books).notices == []
    office.save(client_id="", client_secret="", verifier_token=" the-new-token\n")
    intuit.control("clock", {"advance_s": 11})
    assert deliveries.deliver() == [("acknowledged", 200)]
    assert len(effects(books).notices) == 1


def test_copies_that_arrive_at_the_same_moment_are_kept_once(books: Books, server: str) -> None:
    body = body_of(*(told(books.realm_id, ("Invoice", str(number), "Update"), at=AHEAD) for number in range(50)))

    def send(_: int) -> int:
        headers = {"intuit-signature": signature(body)}
        return httpx2.post(f"{server}{WEBHOOK_PATH}", content=body, headers=headers, timeout=30).status_code

    asked = books.last_request()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(16))) == {200}
    assert len(effects(books).notices) == 50
    wait_and_work()
    assert books.calls(asked) == ["cdc"]
