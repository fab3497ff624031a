"""Batches of create, update and delete, and change data capture, with python-quickbooks."""

from datetime import UTC, datetime, timedelta

from quickbooks import objects
from quickbooks.batch import batch_create, batch_delete, batch_update
from quickbooks.cdc import change_data_capture

from clients.python_quickbooks.office import Office
from clients.python_quickbooks.papers import sold


def named(*names: str) -> list[objects.Customer]:
    made = []
    for name in names:
        each = objects.Customer()
        each.DisplayName = name
        made.append(each)
    return made


def test_a_batch_creates_updates_and_tells_what_failed(office: Office) -> None:
    created = batch_create(named("Ann", "Bea", "Ann"), qb=office.qb)

    assert [each.DisplayName for each in created.successes] == ["Ann", "Bea"]
    [fault] = created.faults
    assert (fault.original_object.DisplayName, fault.Error[0].code) == ("Ann", "6240")
    for each in created.successes:
        each.Notes = "Moved"
    updated = batch_update(created.successes, qb=office.qb)
    assert not updated.faults
    assert {each.Notes for each in objects.Customer.all(qb=office.qb)} == {"Moved"}


def test_more_than_thirty_go_in_several_batches(office: Office) -> None:
    created = batch_create(named(*(f"Customer {number:02}" for number in range(31))), qb=office.qb)

    assert len(created.successes) == 31
    assert objects.Customer.count(qb=office.qb) == 31


def test_a_batch_deletes_documents(office: Office) -> None:
    attributes = sold(office)
    invoices = [office.make(objects.Invoice, **attributes) for _ in range(2)]

    deleted = batch_delete(invoices, qb=office.qb)

    assert not deleted.faults
    assert objects.Invoice.all(qb=office.qb) == []


def test_changes_tell_new_edited_and_deleted(office: Office) -> None:
    attributes = sold(office)
    kept, gone = (office.make(objects.Invoice, **attributes) for _ in range(2))
    gone.delete(qb=office.qb)
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)

    changes = change_data_capture(
        [objects.Invoice, objects.Customer, objects.Bill], an_hour_ago.isoformat(timespec="seconds"), qb=office.qb
    )

    assert {each.Id: getattr(each, "status", None) for each in changes.Invoice} == {kept.Id: None, gone.Id: "Deleted"}
    assert [each.Id for each in changes.Customer] == [kept.CustomerRef.value]
    assert not hasattr(changes, "Bill")


def test_nothing_changed_is_an_empty_answer(office: Office) -> None:
    office.make(objects.Department, Name="North")

    changes = change_data_capture([objects.Department], datetime.now() + timedelta(days=1), qb=office.qb)  # noqa: DTZ005

    assert not hasattr(changes, "Department")
