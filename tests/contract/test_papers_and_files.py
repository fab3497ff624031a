"""Mails, PDFs and files beside documents."""

import pytest

from contract import papers
from contract.books import emulated_books, exact, new_id
from qbo import Reply, Upload, Write, errors
from qbo.entities import Attachable, Ref, decode
from qbo.entities.attachable import AttachableRef

pytestmark = pytest.mark.contract

PRINTED = ["CreditMemo", "Estimate", "Invoice", "Payment", "PurchaseOrder", "RefundReceipt", "SalesReceipt"]
NOT_PRINTED = ["Bill", "Customer", "JournalEntry", "TimeActivity"]
ATTACHED_TO = sorted(
    {"Bill", "CreditMemo", "Customer", "Deposit", "Estimate", "Invoice", "Item", "JournalEntry", "Payment", "Purchase"}
    | {"PurchaseOrder", "RefundReceipt", "SalesReceipt", "VendorCredit"}
)
WITH_A_STATUS = {"CreditMemo", "Estimate", "Invoice", "RefundReceipt", "SalesReceipt"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def created(books, entity):
    return books.create(papers.BY_ENTITY[entity](books))


def file(name="scan.png", content=PNG, **more):
    return Upload(Attachable(FileName=name, ContentType="image/png", **more), content)


def beside(entity, id_, **more):
    return [AttachableRef(EntityRef=Ref(value=id_, type=entity), **more)]


@pytest.mark.parametrize("entity", PRINTED)
def test_a_document_is_printed(books, entity):
    made = created(books, entity)
    kept = books.stored(entity, made.Id)
    paper = books.client.pdf(entity, made.Id)
    assert paper.startswith(b"%PDF-")
    assert b"%%EOF" in paper[-1024:]
    assert books.stored(entity, made.Id) == kept


@pytest.mark.parametrize("entity", PRINTED)
def test_a_document_is_mailed_to_somebody(emulated, entity):
    made = created(emulated, entity)
    reply = emulated.client.email(entity, made.Id, new_id(), to="amy@example.test")
    sent = exact(reply.object)
    assert sent == emulated.stored(entity, made.Id)
    if entity in WITH_A_STATUS:
        assert (sent["EmailStatus"], sent["BillEmail"]["Address"]) == ("EmailSent", "amy@example.test")
        assert sent["DeliveryInfo"]["DeliveryType"] == "Email"
    mails = emulated.emulator.control(f"mail?realm_id={emulated.realm_id}")
    assert [(mail["entity"], mail["id"], mail["to"]) for mail in mails] == [(entity, made.Id, "amy@example.test")]


def test_a_document_is_mailed_to_its_own_address(emulated):
    record = papers.invoice(emulated)
    record.BillEmail = decode(type(record), b'{"BillEmail":{"Address":"own@example.test"}}').BillEmail
    made = emulated.create(record)
    emulated.client.email("Invoice", made.Id, new_id())
    (mail,) = emulated.emulator.control(f"mail?realm_id={emulated.realm_id}")
    assert mail["to"] == "own@example.test"


def test_a_document_without_an_address_is_not_mailed(books):
    made = created(books, "Invoice")
    kept = books.stored("Invoice", made.Id)
    with pytest.raises(errors.Invalid):
        books.client.email("Invoice", made.Id, new_id())
    with pytest.raises(errors.Invalid):
        books.client.email("Invoice", made.Id, new_id(), to="nobody")
    assert books.stored("Invoice", made.Id) == kept


@pytest.mark.parametrize("entity", NOT_PRINTED)
def test_what_has_no_paper_is_neither_printed_nor_mailed(books, entity):
    made = created(books, entity)
    with pytest.raises(errors.Invalid):
        books.client.pdf(entity, made.Id)
    with pytest.raises(errors.Invalid):
        books.client.email(entity, made.Id, new_id(), to="amy@example.test")


def test_what_is_not_there_is_neither_printed_nor_mailed_nor_fetched(books):
    for call in (
        lambda: books.client.pdf("Invoice", "999999999"),
        lambda: books.client.email("Invoice", "999999999", new_id(), to="amy@example.test"),
        lambda: books.client.download("999999999"),
    ):
        with pytest.raises(errors.NotFound) as missing:
            call()
        assert missing.value.code == "610"


@pytest.mark.parametrize("entity", ATTACHED_TO)
def test_a_file_is_attached_found_fetched_and_removed(books, entity):
    made = created(books, entity)
    name = f"{papers.unique('scan')} ü.png"
    linked = beside(entity, made.Id, IncludeOnSend=False)
    (reply,) = books.client.upload([file(name, AttachableRef=linked, Note="front")], new_id()).items
    assert isinstance(reply, Reply), reply
    stored = decode(Attachable, reply.object)
    assert (stored.FileName, stored.ContentType, stored.Note) == (name, "image/png", "front")
    assert stored.Size == len(PNG)
    assert [(each.EntityRef.type, each.EntityRef.value) for each in stored.AttachableRef] == [(entity, made.Id)]
    where = f"AttachableRef.EntityRef.Type = '{entity}' AND AttachableRef.EntityRef.value = '{made.Id}'"
    (found,) = books.client.query("Attachable", where=where).items
    assert decode(Attachable, found).Id == stored.Id
    assert books.client.download(stored.Id) == PNG
    books.client.send(Write.delete("Attachable", stored.Id, stored.SyncToken), new_id())
    with pytest.raises(errors.NotFound):
        books.client.download(stored.Id)


def test_several_files_go_in_one_call_and_fail_alone(books):
    made = created(books, "Invoice")
    names = [papers.unique(str(place)) for place in range(3)]
    files = [
        file(names[0], b"first", AttachableRef=beside("Invoice", made.Id)),
        file(names[1], b"second", AttachableRef=beside("Invoice", "999999999")),
        file(names[2], b"", AttachableRef=[*beside("Invoice", made.Id), *beside("Customer", made.CustomerRef.value)]),
    ]
    first, second, third = books.client.upload(files, new_id()).items
    assert (type(second), second.code) == (errors.Invalid, "6000")
    contents = [books.client.download(decode(Attachable, kept.object).Id) for kept in (first, third)]
    assert contents == [b"first", b""]
    assert len(decode(Attachable, third.object).AttachableRef) == 2
    listed = ", ".join(f"'{name}'" for name in names)
    assert books.client.count("Attachable", f"FileName IN ({listed})") == 2


def test_a_note_has_no_file(books):
    note = books.create(papers.attachable(books))
    with pytest.raises(errors.QboError) as nothing:
        books.client.download(note.Id)
    assert isinstance(nothing.value, errors.Refused)


def test_an_address_of_a_file_dies(private_emulator, transport):
    books = emulated_books(private_emulator, transport)
    (reply,) = books.client.upload([file()], new_id()).items
    address = decode(Attachable, reply.object).TempDownloadUri
    assert private_emulator.http.get(address).content == PNG
    private_emulator.control("clock", {"advance_s": 16 * 60})
    assert private_emulator.http.get(address).status_code == 403
    again = books.connect(private_emulator.tokens(books.realm_id)["access_token"])
    assert again.download(decode(Attachable, reply.object).Id) == PNG
