"""Every read."""

from datetime import UTC, datetime, timedelta

import pytest

from contract import papers
from contract.books import exact, new_id
from qbo import Write, entities, errors, query
from qbo.entities import CompanyInfo, Customer, Preferences, decode, decoder

pytestmark = pytest.mark.contract


def test_company_info_and_preferences(books):
    assert decode(CompanyInfo, books.client.company_info()).Country
    assert decode(Preferences, books.client.preferences()).CurrencyPrefs is not None


@pytest.mark.parametrize("entity", [entity.__name__ for entity in entities.ALL])
def test_every_entity_can_be_queried_and_reads_as_its_type(books, entity):
    page = books.client.query(entity, limit=5)
    assert page.time.utcoffset() is not None
    for raw in page.items:
        decode(getattr(entities, entity), raw)


def test_pages_follow_one_another_in_the_order_asked_for(books):
    made = [books.create(papers.customer(books)) for _ in range(5)]
    where = query.in_("Id", [each.Id for each in made])
    ids = decoder(Customer)
    pages = [
        books.client.query("Customer", where=where, order_by="Id DESC", start=start, limit=2) for start in (1, 3, 5, 7)
    ]
    assert [page.start for page in pages[:3]] == [1, 3, 5]
    assert [page.count for page in pages] == [2, 2, 1, 0]
    found = [ids.decode(raw).Id for page in pages for raw in page.items]
    assert found == sorted((each.Id for each in made), key=int, reverse=True)
    assert books.client.count("Customer", where) == 5


def test_names_with_quotes_backslashes_and_unicode_are_found(books):
    for odd in ("Amy's", "back\\slash", "50% off", "Müller & Söhne", '"quoted"', "plus + minus"):
        made = books.create(Customer(DisplayName=papers.unique(odd)))
        where = f"DisplayName = {query.literal(made.DisplayName)}"
        assert [decoder(Customer).decode(raw).Id for raw in books.client.query("Customer", where=where).items] == [
            made.Id
        ]


def test_a_statement_too_long_for_an_address(books):
    made = books.create(papers.customer(books))
    where = query.in_("Id", [made.Id, *(str(10**9 + number) for number in range(500))])
    assert books.client.count("Customer", where) == 1


def test_times_with_an_offset_select(books):
    made = books.create(papers.customer(books))
    created = made.MetaData.CreateTime
    same = f"Id = '{made.Id}'"
    for zone in (UTC, created.tzinfo):
        since = f"MetaData.CreateTime >= {query.literal(created.astimezone(zone))}"
        after = f"MetaData.CreateTime > {query.literal(created.astimezone(zone))}"
        assert books.client.count("Customer", query.all_of(same, since)) == 1
        assert books.client.count("Customer", query.all_of(same, after)) == 0


def test_one_call_tells_what_changed_and_what_is_gone(books):
    before = books.client.query("Customer", limit=1).time - timedelta(seconds=5)
    kept = books.create(papers.customer(books))
    lost = books.create(papers.invoice(books))
    books.client.send(Write.delete("Invoice", lost.Id, lost.SyncToken), new_id())
    found = books.client.changes(["Customer", "Invoice", "Department"], before)
    by_id = {exact(raw)["Id"]: exact(raw) for raw in found.live["Customer"]}
    assert by_id[kept.Id] == exact(books.client.read("Customer", kept.Id))
    assert lost.Id in {gone.id for gone in found.deleted["Invoice"]}
    assert all(gone.at is not None for gone in found.deleted["Invoice"])
    assert found.live["Department"] == []
    assert found.time >= before
    assert found.truncated is False


def test_an_inactive_name_is_a_change_not_a_deletion(books):
    before = books.client.query("Customer", limit=1).time - timedelta(seconds=5)
    made = books.create(papers.customer(books))
    books.update(made, Active=False)
    found = books.client.changes(["Customer"], before)
    changed = {exact(raw)["Id"]: exact(raw) for raw in found.live["Customer"]}
    assert changed[made.Id]["Active"] is False


def test_changes_older_than_a_month_are_refused(books):
    with pytest.raises(errors.Invalid) as refused:
        books.client.changes(["Customer"], datetime.now(UTC) - timedelta(days=40))
    assert refused.value.status == 400


def test_a_thousand_changes_are_marked_as_perhaps_not_all(emulated):
    now = datetime.now(UTC).isoformat(timespec="seconds")
    meta = {"CreateTime": now, "LastUpdatedTime": now}
    rows = [
        {"Id": str(1000 + number), "SyncToken": "0", "DisplayName": f"C {number}", "Active": True, "MetaData": meta}
        for number in range(1100)
    ]
    emulated.emulator.seed(emulated.realm_id, {"Customer": rows})
    found = emulated.client.changes(["Customer", "Invoice"], datetime.now(UTC) - timedelta(minutes=5))
    assert found.truncated is True
    assert len(found.live["Customer"]) <= 1000


def test_two_pages_of_a_thousand(emulated):
    rows = [{"Id": str(1000 + n), "SyncToken": "0", "DisplayName": f"C {n}", "Active": True} for n in range(1500)]
    emulated.emulator.seed(emulated.realm_id, {"Customer": rows})
    pages = [emulated.client.query("Customer", start=start) for start in (1, 1001)]
    assert [page.count for page in pages] == [1000, 500]
    ids = [decoder(Customer).decode(raw).Id for page in pages for raw in page.items]
    assert ids == [str(1000 + n) for n in range(1500)]


@pytest.mark.parametrize(
    ("where", "code"), [("NoSuchField = '1'", "4001"), ("Id = ", "4000"), ("Id = '1' OR Id = '2'", "4000")]
)
def test_a_bad_condition_is_refused(books, where, code):
    with pytest.raises(errors.Invalid) as refused:
        books.client.query("Customer", where=where)
    assert refused.value.code == code


def test_an_unknown_entity_is_refused(books):
    with pytest.raises(errors.Invalid) as refused:
        books.client.query("Custmoer")
    assert refused.value.code == "4001"
