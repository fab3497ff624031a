"""What is bought and paid."""

from decimal import Decimal

from contract.papers.lists import item, vendor
from contract.papers.naming import DAY, account
from qbo.entities import Bill, BillPayment, Line, Purchase, PurchaseOrder, Ref, VendorCredit
from qbo.entities.lines import AccountBasedExpenseLineDetail, ItemBasedExpenseLineDetail
from qbo.entities.purchases import CheckPayment
from qbo.entities.values import LinkedTxn


def seller(books):
    return Ref(value=books.create(vendor(books)).Id)


def item_line(books):
    detail = ItemBasedExpenseLineDetail(
        ItemRef=Ref(value=books.create(item(books)).Id), Qty=Decimal(2), UnitPrice=Decimal("80.50")
    )
    return Line(Amount=Decimal("161.00"), DetailType="ItemBasedExpenseLineDetail", ItemBasedExpenseLineDetail=detail)


def account_line(books, amount="42.17"):
    detail = AccountBasedExpenseLineDetail(AccountRef=account(books, "Expense"))
    return Line(
        Amount=Decimal(amount), DetailType="AccountBasedExpenseLineDetail", AccountBasedExpenseLineDetail=detail
    )


def purchase_order(books):
    owed = account(books, "Accounts Payable")
    return PurchaseOrder(VendorRef=seller(books), APAccountRef=owed, Line=[item_line(books)], TxnDate=DAY)


def bill(books):
    return Bill(VendorRef=seller(books), Line=[item_line(books), account_line(books)], TxnDate=DAY)


def vendor_credit(books):
    return VendorCredit(VendorRef=seller(books), Line=[account_line(books)], TxnDate=DAY)


def purchase(books):
    return Purchase(PaymentType="Check", AccountRef=account(books, "Bank"), Line=[account_line(books)], TxnDate=DAY)


def bill_payment(books):
    owed = books.create(bill(books))
    linked = Line(Amount=Decimal("100.00"), LinkedTxn=[LinkedTxn(TxnId=owed.Id, TxnType="Bill")])
    return BillPayment(
        VendorRef=owed.VendorRef,
        PayType="Check",
        CheckPayment=CheckPayment(BankAccountRef=account(books, "Bank")),
        TotalAmt=Decimal("100.00"),
        TxnDate=DAY,
        Line=[linked],
    )
