"""Error codes brought about for real: what one has to send, what it is called, and that nothing was stored."""

from datetime import timedelta

import msgspec
import pytest

from contract import papers
from contract.books import new_id
from qbo import Write, batch, errors
from qbo.entities import Ref, encode

pytestmark = pytest.mark.contract


def body_of(record, **more):
    """The JSON object of a record, with other values for some of its keys; None leaves a key out."""
    whole = msgspec.json.decode(encode(record)) | more
    return {key: value for key, value in whole.items() if value is not None}


def write(books, entity, body, operation="create"):
    return books.client.send(Write(entity, operation, msgspec.json.encode(body)), new_id())


def a(entity, **more):
    """Creates a record of an entity that is right but for what is said here."""
    return lambda books: write(books, entity, body_of(papers.BY_ENTITY[entity](books), **more))


def line(books, **more):
    """A sales line that is right but for what is said here."""
    return msgspec.json.decode(encode(papers.sales_line(books))) | more


def an_invoice(**more):
    """Creates an invoice whose one line is right but for what is said here."""
    return lambda books: write(books, "Invoice", body_of(papers.invoice(books), Line=[line(books, **more)]))


def with_detail(**more):
    """Creates an invoice whose line's detail is right but for what is said here."""

    def create(books):
        good = line(books)
        good["SalesItemLineDetail"] |= more
        return write(books, "Invoice", body_of(papers.invoice(books), Line=[good]))

    return create


def an_update(entity, **more):
    """Creates a record of an entity and then changes it so."""

    def update(books):
        made = books.create(papers.BY_ENTITY[entity](books))
        return write(books, entity, {"Id": made.Id, "SyncToken": made.SyncToken, "sparse": True, **more}, "update")

    return update


def without_token(books):
    made = books.create(papers.customer(books))
    return write(books, "Customer", {"Id": made.Id, "sparse": True, "Notes": "x"}, "update")


def its_own_parent(books):
    made = books.create(papers.account_record(books))
    change = {"Id": made.Id, "SyncToken": made.SyncToken, "sparse": True, "SubAccount": True}
    return write(books, "Account", {**change, "ParentRef": {"value": made.Id}}, "update")


def too_deep(books):
    parent = None
    for _ in range(6):
        under = {"SubClass": True, "ParentRef": {"value": parent}} if parent else {}
        made = write(books, "Class", body_of(papers.class_record(books), **under))
        parent = msgspec.json.decode(made.object)["Id"]


def a_link_to_an_order(books):
    """An invoice cannot be made from a purchase order."""
    order = books.create(papers.purchase_order(books))
    return write(
        books, "Invoice", body_of(papers.invoice(books), LinkedTxn=[{"TxnId": order.Id, "TxnType": "Estimate"}])
    )


def a_batch_too_big(books):
    items = [{"bId": str(place), "Query": "SELECT * FROM Term"} for place in range(31)]
    return books.client.send_batch(msgspec.json.encode({"BatchItemRequest": items}), new_id())


def a_bid_twice(books):
    items = [{"bId": "1", "Query": "SELECT * FROM Term"}] * 2
    return books.client.send_batch(msgspec.json.encode({"BatchItemRequest": items}), new_id())


def a_batch_of_what_is_unknown(books):
    (item,) = books.client.batch([Write("Nonsense", "create", b"{}")], new_id()).items
    raise item


def a_journal(*amounts_and_sides):
    def create(books):
        where = papers.account(books, "Expense").value
        lines = [
            {
                "Amount": amount,
                "DetailType": "JournalEntryLineDetail",
                "JournalEntryLineDetail": {"AccountRef": {"value": where}, **({"PostingType": side} if side else {})},
            }
            for amount, side in amounts_and_sides
        ]
        return write(books, "JournalEntry", {"Line": lines})

    return create


def a_sale_to_nobody_active(books):
    record = papers.invoice(books)
    whom = books.client.read("Customer", record.CustomerRef.value)
    gone = msgspec.json.decode(whom)
    write(
        books,
        "Customer",
        {"Id": gone["Id"], "SyncToken": gone["SyncToken"], "sparse": True, "Active": False},
        "update",
    )
    return books.create(record)


def inactive_with_a_balance(books):
    billed = books.create(papers.invoice(books))
    owing = msgspec.json.decode(books.client.read("Customer", billed.CustomerRef.value))
    change = {"Id": owing["Id"], "SyncToken": owing["SyncToken"], "sparse": True, "Active": False}
    return write(books, "Customer", change, "update")


def paid_by_what_is_deleted(books):
    """An estimate cannot go while the invoice made from it is there."""
    quoted = books.create(papers.estimate(books))
    linked = [{"TxnId": quoted.Id, "TxnType": "Estimate"}]
    billed = body_of(papers.invoice(books), CustomerRef={"value": quoted.CustomerRef.value}, LinkedTxn=linked)
    write(books, "Invoice", billed)
    token = books.stored("Estimate", quoted.Id)["SyncToken"]
    return books.client.send(Write.delete("Estimate", quoted.Id, token), new_id())


def inactive_with_time_to_bill(books):
    whom = books.create(papers.customer(books))
    hours = {"CustomerRef": {"value": whom.Id}, "BillableStatus": "Billable", "HourlyRate": 5}
    write(books, "TimeActivity", body_of(papers.time_activity(books), **hours))
    change = {"Id": whom.Id, "SyncToken": whom.SyncToken, "sparse": True, "Active": False}
    return write(books, "Customer", change, "update")


def billed_with_another(books):
    """Whom a sub-customer's bills go to stays, once there are some."""
    above = books.create(papers.customer(books)).Id
    under = body_of(papers.customer(books), Job=True, ParentRef={"value": above}, BillWithParent=True)
    sub = msgspec.json.decode(write(books, "Customer", under).object)
    write(books, "Invoice", body_of(papers.invoice(books), CustomerRef={"value": sub["Id"]}))
    change = {"Id": sub["Id"], "SyncToken": sub["SyncToken"], "sparse": True, "BillWithParent": False}
    return write(books, "Customer", change, "update")


def stocked(books, **more):
    """An inventory item that starts in March."""
    stock = {"Type": "Inventory", "TrackQtyOnHand": True, "QtyOnHand": 5, "InvStartDate": "2026-03-01"}
    accounts = {
        "AssetAccountRef": {"value": papers.account(books, "Other Current Asset").value},
        "ExpenseAccountRef": {"value": papers.account(books, "Cost of Goods Sold").value},
    }
    with_asset = msgspec.json.decode(books.client.query("Account", where="AccountSubType = 'Inventory'").items[0])
    accounts["AssetAccountRef"]["value"] = with_asset["Id"]
    return write(books, "Item", body_of(papers.item(books), **stock, **accounts) | more)


def sold_from_stock(day, **more):
    """Sells on a day what is kept in stock."""

    def sell(books):
        good = line(books)
        good["SalesItemLineDetail"] |= {"ItemRef": {"value": msgspec.json.decode(stocked(books).object)["Id"]}, **more}
        good["SalesItemLineDetail"] = {key: value for key, value in good["SalesItemLineDetail"].items() if value}
        return write(books, "Invoice", body_of(papers.invoice(books), Line=[good], TxnDate=day))

    return sell


def taxed(**more):
    """Creates an invoice with this tax."""
    return a("Invoice", TxnTaxDetail={"TxnTaxCodeRef": {"value": "CustomSalesTax"}}, **more)


def a_number_of_another(books):
    number = papers.unique("")[:20].strip()
    for _ in range(2):
        write(books, "Invoice", body_of(papers.invoice(books), DocNumber=number))


def a_bill_line(**more):
    return a("Bill", Line=[{"Amount": 1, "DetailType": "AccountBasedExpenseLineDetail", **more}])


def a_discount(**detail):
    """Creates an invoice with a second line that is a discount."""

    def create(books):
        off = {"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail}
        return write(books, "Invoice", body_of(papers.invoice(books), Line=[line(books), off]))

    return create


def bought_from(type_):
    """Creates a purchase out of an account of a type."""
    return lambda books: write(
        books, "Purchase", body_of(papers.purchase(books), AccountRef={"value": papers.account(books, type_).value})
    )


def a_deposited_payment(books):
    paid = books.create(papers.payment(books))
    amount = float(paid.TotalAmt)
    linked = {"Amount": amount, "LinkedTxn": [{"TxnId": paid.Id, "TxnType": "Payment", "TxnLineId": "0"}]}
    deposit = body_of(papers.deposit(books), Line=[linked])
    write(books, "Deposit", deposit)
    return books.client.send(Write.delete("Payment", paid.Id, books.stored("Payment", paid.Id)["SyncToken"]), new_id())


TIMED = {"Hours": None, "Minutes": None, "StartTime": "2026-02-28T08:00:00", "EndTime": "2026-02-28T09:00:00"}

CAUSES = {
    "500 unknown entity": lambda books: books.client.read("Nonsense", "1"),
    "500 delete of a name": lambda books: books.client.send(Write.delete("Vendor", "1", "0"), new_id()),
    "610": lambda books: books.client.read("Invoice", "999999999"),
    "620": a_link_to_an_order,
    "800": paid_by_what_is_deleted,
    "900": its_own_parent,
    "1040": a_batch_too_big,
    "2000": a_batch_of_what_is_unknown,
    "2010": a("Customer", NoSuchProperty=1),
    "2010 deep": an_invoice(NoSuchProperty=1),
    "2020": a("Invoice", CustomerRef=None),
    "2020 bill": a("Bill", VendorRef=None),
    "2020 update": without_token,
    "2030": lambda books: write(books, "Invoice", {"Id": "one", "SyncToken": "0", "sparse": True}, "update"),
    "2040": a("Customer", DisplayName="with:colon"),
    "2050": a("Invoice", DocNumber="9" * 22),
    "2060": a("Invoice", TxnDate="28.02.2026"),
    "2070": a("Invoice", TxnDate="2026-02-30"),
    "2090": a("Term", DueDays=1.5),
    "2110": a("Item", UnitPrice=100_000_000_000),
    "2140": a("Payment", TotalAmt=1.234),
    "2150": a("Term", DiscountPercent=150),
    "2160": lambda books: stocked(books, QtyOnHand=-1),
    "2120": an_update("Item", Type="Category"),
    "2170": a("Purchase", PaymentType="Barter"),
    "2190": a("Employee", HiredDate="2026-02-02", ReleasedDate="2026-02-01"),
    "2200": a("Customer", WebAddr={"URI": "no address"}),
    "2210": a("Customer", PrimaryEmailAddr={"Address": "nobody"}),
    "2240": a("Term", DueDays=-1),
    "2250": a("Invoice", Line=[]),
    "2260": a_journal((1, "Debit"), (1, None)),
    "2290": a_journal((-1, "Debit"), (-1, "Credit")),
    "2300": a_journal((1, "Debit"), (2, "Credit")),
    "2500": with_detail(ItemRef={"value": "999999999"}),
    "2600": a_bid_twice,
    "4000": lambda books: books.client.query("Invoice", where="Id ="),
    "4001": lambda books: books.client.query("Invoice", where="Nope = '1'"),
    "5010": an_update("Invoice", SyncToken="7"),
    "6010": a("Account", AccountType=None),
    "6070": an_invoice(Amount=1.23),
    "6080": lambda books: write(books, "Customer", {"Notes": "nobody"}),
    "6090": a_discount(),
    "6100": with_detail(TaxCodeRef={"value": "2"}),
    "6130": billed_with_another,
    "6140": a_number_of_another,
    "6150": a("Customer", Job=True),
    "6160": taxed(),
    "6180": too_deep,
    "6220": inactive_with_a_balance,
    "6240": lambda books: [write(books, "Vendor", {"DisplayName": name}) for name in [papers.unique("Twice")] * 2],
    "6250": a_sale_to_nobody_active,
    "6270": sold_from_stock("2026-02-28"),
    "6280": inactive_with_time_to_bill,
    "6290": lambda books: write(books, "TimeActivity", body_of(papers.time_activity(books), VendorRef={"value": "1"})),
    "6300": a("TimeActivity", NameOf="Robot"),
    "6310": a("TimeActivity", BillableStatus="Billable", HourlyRate=5),
    "6320": a("TimeActivity", BillableStatus="Perhaps"),
    "6330": a("TimeActivity", BillableStatus="Billable", CustomerRef={"value": "1"}),
    "6340": a("TimeActivity", Minutes=75),
    "6350": a("TimeActivity", Hours=None, Minutes=None),
    "6360": a("TimeActivity", **TIMED | {"EndTime": None}),
    "6370": a("TimeActivity", **TIMED | {"EndTime": "2026-02-28T07:00:00"}),
    "6380": a("TimeActivity", Hours=9000),
    "6390": a("TimeActivity", **TIMED | {"Hours": 1}),
    "6420": a("Invoice", EmailStatus="NeedToSend"),
    "6430": bought_from("Income"),
    "6440": a_bill_line(AccountBasedExpenseLineDetail={}),
    "6520": sold_from_stock("2026-03-02", Qty=None, UnitPrice=None),
    "6540": a_deposited_payment,
}
"""What brings a code about; a word behind the code tells several of it apart."""

KINDS = {
    "610": errors.NotFound,
    "2500": errors.BadReference,
    "5010": errors.StaleObject,
    "6140": errors.DuplicateNumber,
    "6240": errors.DuplicateName,
    "6250": errors.BadReference,
}


@pytest.mark.parametrize("cause", CAUSES)
def test_what_is_sent_brings_the_code_about(books, cause):
    code = cause.partition(" ")[0]
    with pytest.raises(errors.Refused) as refused:
        CAUSES[cause](books)
    assert refused.value.code == code
    assert type(refused.value) is KINDS.get(code, errors.Invalid)
    assert refused.value.detail or refused.value.message


def setting(books, **settings):
    """What a person switches in QuickBooks' own screens."""
    books.emulator.control("company", {"realm_id": books.realm_id, **settings})


CLOSED = papers.DAY.isoformat()


@pytest.mark.parametrize(
    ("switched", "cause", "code", "kind"),
    [
        ({"closing_date": CLOSED}, a("Invoice"), "6200", errors.PeriodClosed),
        ({"closing_date": CLOSED}, a("Bill"), "6200", errors.PeriodClosed),
        ({"closing_date": CLOSED, "closing_password": "x"}, a("Invoice"), "6210", errors.PeriodClosed),
        ({"edition": "Essentials"}, a("PurchaseOrder"), "5020", errors.NotAllowed),
        ({"subscription": "read_only"}, a("Customer"), "6190", errors.CompanyInactive),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_company_does_not_allow(emulated, switched, cause, code, kind):
    setting(emulated, **switched)
    with pytest.raises(errors.Refused) as refused:
        cause(emulated)
    assert (refused.value.code, type(refused.value)) == (code, kind)
    for entity in ("Invoice", "Bill", "PurchaseOrder"):
        assert emulated.count(entity) == 0


def test_a_document_cannot_be_changed_or_removed_in_closed_books(emulated):
    made = emulated.create(papers.invoice(emulated))
    kept = emulated.stored("Invoice", made.Id)
    setting(emulated, closing_date=(papers.DAY + timedelta(days=1)).isoformat())
    for call in (
        lambda: emulated.update(made, PrivateNote="late"),
        lambda: emulated.client.send(Write.delete("Invoice", made.Id, made.SyncToken), new_id()),
        lambda: emulated.client.send(Write.void("Invoice", made.Id, made.SyncToken), new_id()),
    ):
        with pytest.raises(errors.PeriodClosed) as closed:
            call()
        assert closed.value.code == "6200"
    assert emulated.stored("Invoice", made.Id) == kept


def test_a_company_whose_subscription_ended_answers_nothing(emulated):
    setting(emulated, subscription="ended")
    for call in (
        lambda: emulated.client.query("Customer"),
        lambda: emulated.client.send(Write("Customer", "create", b'{"DisplayName":"x"}'), new_id()),
        lambda: emulated.client.batch([batch.Query("Term")], new_id()),
    ):
        with pytest.raises(errors.CompanyInactive) as inactive:
            call()
        assert inactive.value.code == "6190"


def test_somebody_who_lost_access_has_to_reconnect(emulated):
    emulated.emulator.control("access", {"realm_id": emulated.realm_id, "allowed": False})
    with pytest.raises(errors.AccessDenied) as lost:
        emulated.client.query("Customer")
    assert (lost.value.code, lost.value.status) == ("120", 401)


def test_a_reference_to_what_is_inactive(books):
    made = books.create(papers.item(books))
    record = papers.invoice(books)
    record.Line[0].SalesItemLineDetail.ItemRef = Ref(value=made.Id)
    books.update(made, Active=False)
    with pytest.raises(errors.BadReference) as inactive:
        books.create(record)
    assert inactive.value.code == "2500"
