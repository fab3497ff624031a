"""Movements between accounts, and notes beside documents."""

from decimal import Decimal

from contract.papers.naming import DAY, account, new_account
from contract.papers.sales import invoice
from qbo.entities import Attachable, Deposit, JournalEntry, Line, Ref, Transfer
from qbo.entities.attachable import AttachableRef
from qbo.entities.lines import DepositLineDetail, JournalEntryLineDetail


def journal_entry(books):
    return JournalEntry(
        TxnDate=DAY,
        Line=[
            Line(
                Amount=Decimal("12.30"),
                DetailType="JournalEntryLineDetail",
                JournalEntryLineDetail=JournalEntryLineDetail(PostingType=side, AccountRef=account(books, type_)),
            )
            for side, type_ in (("Debit", "Expense"), ("Credit", "Bank"))
        ],
    )


def deposit(books):
    detail = DepositLineDetail(AccountRef=account(books, "Income"))
    line = Line(Amount=Decimal("20.00"), DetailType="DepositLineDetail", DepositLineDetail=detail)
    return Deposit(DepositToAccountRef=account(books, "Bank"), Line=[line], TxnDate=DAY)


def transfer(books):
    return Transfer(
        FromAccountRef=account(books, "Bank"),
        ToAccountRef=new_account(books, "Bank"),
        Amount=Decimal("7.00"),
        TxnDate=DAY,
    )


def attachable(books):
    """A note beside an invoice."""
    noted = Ref(value=books.create(invoice(books)).Id, type="Invoice")
    return Attachable(Note="called on Monday", AttachableRef=[AttachableRef(EntityRef=noted, IncludeOnSend=False)])
