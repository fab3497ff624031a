"""TransactionList: the documents of a period, one row each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.layout import Column, cell, data, laid_out, money_text, section
from qbo_emulator.reports.transactions import Transaction, transactions
from qbo_emulator.rules.rounding import ZERO, money
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

NAME = "TransactionList"
AMOUNT = "subt_nat_home_amount"

TYPES = {
    "invoice": "Invoice",
    "receivepayment": "Payment",
    "payment": "Payment",
    "salesreceipt": "Sales Receipt",
    "creditmemo": "Credit Memo",
    "creditrefund": "Refund",
    "estimate": "Estimate",
    "bill": "Bill",
    "billpaymentcheck": "Bill Payment (Check)",
    "billpaymentcreditcard": "Bill Payment (Credit Card)",
    "vendorcredit": "Vendor Credit",
    "check": "Check",
    "cashpurchase": "Expense",
    "creditcardcharge": "Expense",
    "creditcardcredit": "Credit Card Credit",
    "purchaseorder": "Purchase Order",
    "journalentry": "Journal Entry",
    "deposit": "Deposit",
    "transfer": "Transfer",
}
"""`transaction_type` to the type as it is shown."""


def _reference(reference: Json) -> Json:
    return cell(str(reference.get("name") or ""), reference.get("value", ""))


def _account(each: Transaction) -> Json:
    return cell(str(each.account_object(each.account).get("FullyQualifiedName") or ""), each.account)


def _split(each: Transaction) -> Json:
    if len(each.others) != 1:
        return cell("-Split-" if each.others else "", "")
    return cell(str(each.account_object(each.others[0]).get("FullyQualifiedName") or ""), each.others[0])


def _text(name: str) -> Callable[[Transaction], Json]:
    return lambda each: cell(str(each.doc.get(name) or ""))


def _moment(name: str) -> Callable[[Transaction], Json]:
    return lambda each: cell(str((each.doc.get("MetaData") or {}).get(name) or ""))


def _is_paid(each: Transaction) -> str:
    return "" if "Balance" not in each.doc else "Unpaid" if money(each.doc["Balance"]) else "Paid"


COLUMNS: dict[str, tuple[str, Callable[[Transaction], Json]]] = {
    "tx_date": ("Date", _text("TxnDate")),
    "txn_type": ("Transaction Type", lambda each: cell(each.title, each.doc["Id"])),
    "doc_num": ("Num", lambda each: cell(str(each.doc.get("DocNumber") or each.doc.get("PaymentRefNum") or ""))),
    "is_no_post": ("Posting", lambda each: cell("Yes" if each.entity not in ("Estimate", "PurchaseOrder") else "No")),
    "name": ("Name", lambda each: _reference(each.name)),
    "dept_name": ("Location", lambda each: _reference(each.doc.get("DepartmentRef") or {})),
    "memo": ("Memo/Description", _text("PrivateNote")),
    "account_name": ("Account", _account),
    "other_account": ("Split", _split),
    "due_date": ("Due Date", _text("DueDate")),
    "create_date": ("Create Date", _moment("CreateTime")),
    "last_mod_date": ("Last Modified", _moment("LastUpdatedTime")),
    "is_ar_paid": ("A/R Paid", lambda each: cell(_is_paid(each) if each.entity == "Invoice" else "")),
    "is_ap_paid": ("A/P Paid", lambda each: cell(_is_paid(each) if each.entity == "Bill" else "")),
    "term_name": ("Terms", lambda each: _reference(each.doc.get("SalesTermRef") or {})),
    "cust_msg": (
        "Client/Vendor Message",
        lambda each: cell(str((each.doc.get("CustomerMemo") or {}).get("value", ""))),
    ),
    "tracking_num": ("Tracking #", _text("TrackingNum")),
    AMOUNT: ("Amount", lambda each: cell(money_text(each.amount))),
}
DEFAULT = ("tx_date", "txn_type", "doc_num", "is_no_post", "name", "memo", "account_name", "other_account", AMOUNT)

GROUPS: dict[str, Callable[[Transaction], tuple[str, str]]] = {
    "Name": lambda each: (str(each.name.get("name", "")), str(each.name.get("value", ""))),
    "Customer": lambda each: _named(each.doc.get("CustomerRef")),
    "Vendor": lambda each: _named(each.doc.get("VendorRef")),
    "Transaction Type": lambda each: (each.title, ""),
    "Month": lambda each: (each.doc["TxnDate"][:7], ""),
}
"""`group_by`: name and id of the group a document belongs to."""


def transaction_list(books: Books, options: Mapping[str, str], now: datetime) -> Json:
    """The documents of a period, without a date of the present month (nothing settles the service's own default).

    Options: dates, `transaction_type`, `customer`, `vendor`, `name`, `department`, `docnum`, `arpaid`, `bothamount`,
    `columns`, `group_by`, `sort_by`, `sort_order` (Intuit, Transaction List).
    """
    asked = Asked(books, options, now)
    period = asked.period("this month-to-date")
    found = [each for each in transactions(asked, period) if _is_asked_for(asked, each)]
    keys = _columns(asked)
    _sort(asked, found, keys)
    columns = [Column(COLUMNS[key][0], key) for key in keys]
    return laid_out(asked.header(NAME, period), columns, _grouped(asked, found, keys), now, {})


def _columns(asked: Asked) -> list[str]:
    """The columns asked for that exist, else the usual ones; amounts go by several names."""
    wanted = [AMOUNT if "amount" in each else each.strip() for each in asked.text("columns").split(",")]
    default = [each for each in COLUMNS if each in DEFAULT or (each == "dept_name" and asked.tracks_locations)]
    return [each for each in dict.fromkeys(wanted) if each in COLUMNS] or default


def _is_asked_for(asked: Asked, each: Transaction) -> bool:
    types = asked.ids("transaction_type")
    if types is not None and each.title not in {TYPES.get(one.lower()) for one in types}:
        return False
    for option, reference in (("customer", each.doc.get("CustomerRef")), ("vendor", each.doc.get("VendorRef"))):
        if not _among(asked.ids(option), reference):
            return False
    if not _among(asked.ids("name"), each.name) or not _among(asked.ids("department"), each.doc.get("DepartmentRef")):
        return False
    if asked.text("docnum") and asked.text("docnum") != each.doc.get("DocNumber"):
        return False
    paid = asked.one_of("arpaid", ("All", "Paid", "Unpaid"), "All")
    if paid != "All" and (each.entity != "Invoice" or _is_paid(each) != paid):
        return False
    return not asked.text("bothamount") or each.amount == _number(asked.text("bothamount"))


def _among(wanted: frozenset[str] | None, reference: Json | None) -> bool:
    return wanted is None or (reference or {}).get("value") in wanted


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _sort(asked: Asked, found: list[Transaction], keys: Sequence[str]) -> None:
    key = asked.text("sort_by")
    if key in keys:
        found.sort(key=lambda each: each.amount if key == AMOUNT else COLUMNS[key][1](each)["value"])
    if asked.one_of("sort_order", ("ascend", "descend"), "ascend") == "descend":
        found.reverse()


def _grouped(asked: Asked, found: Sequence[Transaction], keys: Sequence[str]) -> list[Json]:
    group = asked.one_of("group_by", (*GROUPS, "None"), "None")
    if group == "None":
        return [data([COLUMNS[key][1](each) for key in keys]) for each in found]
    groups: dict[tuple[str, str], list[Transaction]] = {}
    for each in found:
        groups.setdefault(GROUPS[group](each), []).append(each)
    return [
        section(
            [cell(name or "Not Specified", object_id), *(cell("") for _ in keys[1:])],
            _grouped_rows(members, keys),
            [cell(f"Total for {name or 'Not Specified'}"), *_total(members, keys)],
        )
        for (name, object_id), members in sorted(groups.items())
    ]


def _grouped_rows(members: Sequence[Transaction], keys: Sequence[str]) -> list[Json]:
    return [data([COLUMNS[key][1](each) for key in keys]) for each in members]


def _total(members: Sequence[Transaction], keys: Sequence[str]) -> list[Json]:
    total = money_text(sum((each.amount for each in members), ZERO))
    return [cell(total if key == AMOUNT else "") for key in keys[1:]]


def _named(reference: Json | None) -> tuple[str, str]:
    return str((reference or {}).get("name", "")), str((reference or {}).get("value", ""))
