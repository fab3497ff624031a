"""Every entity python-quickbooks can write: made, found in each way it has, saved again, and taken out."""

from typing import Any

import pytest
from quickbooks.exceptions import ObjectNotFoundException, QuickbooksException
from quickbooks.objects import TaxAgency

from clients.python_quickbooks.office import Office
from clients.python_quickbooks.papers import DOCUMENTS, LISTS, NOTE, Paper

DERIVED_ON_SAVE = {"SyncToken", "MetaData", "FullyQualifiedName", "PrintOnCheckName"}

every_paper = pytest.mark.parametrize("paper", [*LISTS, *DOCUMENTS, NOTE], ids=lambda paper: paper.name)


def ids(found: list[Any]) -> list[str]:
    return [each.Id for each in found]


@every_paper
def test_what_is_created_is_read_back_as_it_is_stored(office: Office, paper: Paper) -> None:
    made = paper.make(office)
    stored = office.stored(made)

    assert made.SyncToken == stored["SyncToken"] == "0"
    for name, value in stored.items():
        if not isinstance(value, dict | list):
            assert getattr(made, name) == value, name


@every_paper
def test_it_is_found_in_every_way_the_client_asks(office: Office, paper: Paper) -> None:
    made, kind, qb = paper.make(office), paper.kind, office.qb

    assert made.Id in ids(kind.all(qb=qb))
    assert ids(kind.filter(Id=made.Id, qb=qb)) == [made.Id]
    assert ids(kind.where(paper.found, qb=qb)) == [made.Id]
    assert ids(
        kind.where(paper.found, order_by="MetaData.LastUpdatedTime DESC", start_position=1, max_results=5, qb=qb)
    )
    assert ids(kind.query(f"SELECT * FROM {paper.name} WHERE {paper.found} MAXRESULTS 3", qb=qb)) == [made.Id]
    assert ids(kind.choose([made.Id, "999999"], field="Id", qb=qb)) == [made.Id]
    assert kind.count(paper.found, qb=qb) == 1
    assert kind.where("Id = '999999'", qb=qb) == []


@every_paper
def test_saving_it_again_whole_changes_only_what_was_edited(office: Office, paper: Paper) -> None:
    made = paper.make(office)
    before = office.stored(made)
    for name, value in paper.change.items():
        setattr(made, name, value)

    saved = made.save(qb=office.qb)
    after = office.stored(made)

    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert differing - DERIVED_ON_SAVE == set(paper.change)
    assert {name: after[name] for name in paper.change} == paper.change
    assert saved.SyncToken == after["SyncToken"] == "1"


@every_paper
def test_a_stale_copy_is_refused(office: Office, paper: Paper) -> None:
    first = paper.make(office)
    second = office.read(paper.kind, first.Id)
    for copy in (first, second):
        for name, value in paper.change.items():
            setattr(copy, name, value)
    first.save(qb=office.qb)

    with pytest.raises(QuickbooksException) as refusal:
        second.save(qb=office.qb)
    assert refusal.value.error_code == 5010


@pytest.mark.parametrize("paper", [*DOCUMENTS, NOTE], ids=lambda paper: paper.name)
def test_a_deleted_document_is_gone(office: Office, paper: Paper) -> None:
    made = paper.make(office)

    answer = made.delete(qb=office.qb)

    assert answer[paper.name] == {"domain": "QBO", "status": "Deleted", "Id": made.Id}
    with pytest.raises(ObjectNotFoundException):
        office.read(paper.kind, made.Id)
    assert made.Id not in ids(paper.kind.all(qb=office.qb))


@pytest.mark.parametrize("paper", LISTS, ids=lambda paper: paper.name)
def test_an_inactive_entry_leaves_the_list_and_can_be_asked_for(office: Office, paper: Paper) -> None:
    made = paper.make(office)
    made.Active = False
    made.save(qb=office.qb)

    assert made.Id not in ids(paper.kind.all(qb=office.qb))
    assert made.Id in ids(paper.kind.filter(Active=False, qb=office.qb))
    assert office.read(paper.kind, made.Id).Active is False


def test_a_tax_agency_is_made_and_found(office: Office) -> None:
    made = office.make(TaxAgency, DisplayName="State Board")

    assert ids(TaxAgency.filter(DisplayName="State Board", qb=office.qb)) == [made.Id]
    assert TaxAgency.count(qb=office.qb) == len(TaxAgency.all(qb=office.qb))
