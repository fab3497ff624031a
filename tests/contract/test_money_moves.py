"""What one document does to others, told through the client as it stands in the books."""

from decimal import Decimal

import pytest

from contract import papers
from contract.books import new_id
from qbo import Write, entities
from qbo.entities import Account, Bill, Customer, Line, Payment, PurchaseOrder, Vendor, decode
from qbo.entities.values import LinkedTxn

pytestmark = pytest.mark.contract


def read(books, type_, id_):
    return decode(type_, books.client.read(type_.__name__, id_))


def linked(amount, *documents):
    """A line that applies an amount to documents."""
    return Line(
        Amount=Decimal(amount),
        LinkedTxn=[LinkedTxn(TxnId=document.Id, TxnType=type(document).__name__) for document in documents],
    )


def test_a_bill_payment_pays_and_voiding_it_owes_again(books):
    paid = books.create(papers.bill_payment(books))
    bill_id = paid.Line[0].LinkedTxn[0].TxnId
    assert read(books, Bill, bill_id).Balance == Decimal("103.17")
    assert read(books, Vendor, paid.VendorRef.value).Balance == Decimal("103.17")
    books.client.send(Write.void("BillPayment", paid.Id, paid.SyncToken), new_id())
    assert read(books, Bill, bill_id).Balance == Decimal("203.17")
    assert read(books, Vendor, paid.VendorRef.value).Balance == Decimal("203.17")


def test_a_bill_from_an_order_closes_it_and_deleting_the_bill_opens_it(books):
    order = books.create(papers.purchase_order(books))
    line = papers.item_line(books)
    line.ItemBasedExpenseLineDetail.ItemRef = order.Line[0].ItemBasedExpenseLineDetail.ItemRef
    line.LinkedTxn = [LinkedTxn(TxnId=order.Id, TxnType="PurchaseOrder", TxnLineId=order.Line[0].Id)]
    bill = books.create(Bill(VendorRef=order.VendorRef, Line=[line], TxnDate=papers.DAY))
    closed = read(books, PurchaseOrder, order.Id)
    assert (closed.POStatus, [(each.TxnType, each.TxnId) for each in closed.LinkedTxn]) == (
        "Closed",
        [("Bill", bill.Id)],
    )
    books.client.send(Write.delete("Bill", bill.Id, bill.SyncToken), new_id())
    assert read(books, PurchaseOrder, order.Id).POStatus == "Open"


def test_a_credit_is_applied_by_a_payment_of_nothing(books):
    billed = books.create(papers.invoice(books))
    credit = papers.credit_memo(books)
    credit.CustomerRef = billed.CustomerRef
    credit.Line = [papers.sales_line(books, "1", "54.99", "54.99")]
    given = books.create(credit)
    applied = Payment(
        CustomerRef=billed.CustomerRef,
        TotalAmt=Decimal(0),
        Line=[linked("54.99", billed), linked("54.99", given)],
        TxnDate=papers.DAY,
    )
    books.create(applied)
    assert read(books, entities.Invoice, billed.Id).Balance == Decimal("100.00")
    assert read(books, entities.CreditMemo, given.Id).Balance == 0
    assert read(books, Customer, billed.CustomerRef.value).Balance == Decimal("100.00")


@pytest.mark.parametrize(
    ("paper", "type_", "moved"),
    [
        (papers.transfer, "FromAccountRef", "-7.00"),
        (papers.transfer, "ToAccountRef", "7.00"),
        (papers.deposit, "DepositToAccountRef", "20.00"),
        (papers.refund_receipt, "DepositToAccountRef", "-154.99"),
        (papers.purchase, "AccountRef", "-42.17"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_movement_moves_the_balance_of_its_account_and_back_when_deleted(emulated, paper, type_, moved):
    record = paper(emulated)
    account = getattr(record, type_).value
    before = read(emulated, Account, account).CurrentBalance
    made = emulated.create(record)
    assert read(emulated, Account, account).CurrentBalance == before + Decimal(moved)
    emulated.client.send(Write.delete(type(made).__name__, made.Id, made.SyncToken), new_id())
    assert read(emulated, Account, account).CurrentBalance == before


def test_a_time_entry_on_an_invoice_is_billed_and_billable_again_without_it(books):
    record = papers.time_activity(books)
    whom = books.create(papers.customer(books))
    record.CustomerRef = entities.Ref(value=whom.Id)
    record.BillableStatus = "Billable"
    record.HourlyRate = Decimal(50)
    worked = books.create(record)
    bill = entities.Invoice(
        CustomerRef=record.CustomerRef,
        Line=[papers.sales_line(books)],
        LinkedTxn=[LinkedTxn(TxnId=worked.Id, TxnType="TimeActivity")],
        TxnDate=papers.DAY,
    )
    billed = books.create(bill)
    assert read(books, entities.TimeActivity, worked.Id).BillableStatus == "HasBeenBilled"
    books.client.send(Write.delete("Invoice", billed.Id, billed.SyncToken), new_id())
    assert read(books, entities.TimeActivity, worked.Id).BillableStatus == "Billable"
