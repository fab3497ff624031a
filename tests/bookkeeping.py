"""What a bookkeeper does in QuickBooks, in few words."""

from dataclasses import dataclass
from typing import Any

from books import Books


@dataclass
class Bookkeeping:
    """A company whose books a test keeps; documents are made over the API, one after the other."""

    books: Books

    def customer(self, name: str, **more: Any) -> str:
        return self.books.create("Customer", {"DisplayName": name, **more})

    def invoice(self, customer: str, *amounts: str, **more: Any) -> str:
        return self.books.create("Invoice", self._sale(customer, amounts) | more)

    def credit_memo(self, customer: str, *amounts: str, **more: Any) -> str:
        return self.books.create("CreditMemo", self._sale(customer, amounts) | more)

    def payment(self, customer: str, total: str, *applied: tuple[str, str, str], **more: Any) -> str:
        """`applied` are kind, Id and amount of what it settles."""
        lines = [
            {"Amount": float(amount), "LinkedTxn": [{"TxnId": qbo_id, "TxnType": kind}]}
            for kind, qbo_id, amount in applied
        ]
        body = {"CustomerRef": {"value": customer}, "TotalAmt": float(total), "Line": lines}
        return self.books.create("Payment", body | more)

    def journal_entry(self, customer: str | None, amount: str, number: str) -> str:
        """On receivables in the customer's name, against income."""
        entity = {"Type": "Customer", "EntityRef": {"value": customer}}
        named = {"Entity": entity} if customer else {}
        lines = [
            self._entry(amount, "Debit", "Accounts Receivable") | {},
            self._entry(amount, "Credit", "Income"),
        ]
        lines[0]["JournalEntryLineDetail"] |= named
        return self.books.create("JournalEntry", {"DocNumber": number, "Line": lines})

    def account(self, kind: str) -> str:
        """An account of this type."""
        found = [one["Id"] for one in self.books.there("Account").values() if one["AccountType"] == kind]
        return str(found[0])

    def an_hour_later(self) -> None:
        """QuickBooks' clock goes on: what was written is no longer among the changes that every sync reads again."""
        self.books.emulator.control("clock", {"advance_s": 1800})

    def _sale(self, customer: str, amounts: tuple[str, ...]) -> dict[str, Any]:
        lines = [
            {
                "Amount": float(amount),
                "DetailType": "SalesItemLineDetail",
                "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
            }
            for amount in amounts
        ]
        return {"CustomerRef": {"value": customer}, "Line": lines}

    def _entry(self, amount: str, side: str, kind: str) -> dict[str, Any]:
        detail: dict[str, Any] = {"PostingType": side, "AccountRef": {"value": self.account(kind)}}
        return {"Amount": float(amount), "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": detail}
