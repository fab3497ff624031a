"""What a posting needs to know besides its document: which account is which, and what linked documents say."""

from collections.abc import Callable

from qbo_emulator.rules.postings.posting import Name, id_of, name_in
from qbo_emulator.rules.system_accounts import oldest
from qbo_emulator.rules.tax_agencies import payable_name
from qbo_emulator.store.books import Books
from qbo_emulator.store.text import Json

type Read = Callable[[str, str], Json | None]
"""The object of an entity with an id."""

RECEIVABLE, PAYABLE = "Accounts Receivable", "Accounts Payable"
TAX_PAYABLE = ("GlobalTaxPayable", "SalesTaxPayable")


class Facts:
    """Answers about one company; each is looked up once, so make new facts after a write.

    An account the company does not have is "": posting to it is not forgotten, but moves no balance.
    """

    def __init__(self, books: Books, read: Read | None = None) -> None:
        """`read` sees what is not stored yet (`Draft.get`); without it, what is stored."""
        self._books = books
        self._read = read or self._stored
        self._known: dict[tuple[str, str], str] = {}

    def receivable(self, currency: str) -> str:
        """The account customers' debts in a currency lie on."""
        return self._once(RECEIVABLE, currency, lambda: self._of_type(RECEIVABLE, currency))

    def payable(self, currency: str) -> str:
        """The account debts to vendors in a currency lie on."""
        return self._once(PAYABLE, currency, lambda: self._of_type(PAYABLE, currency))

    def undeposited(self) -> str:
        """Where money lies that was received and not brought to the bank."""
        return self._account("AccountSubType", "UndepositedFunds")

    def discounts(self) -> str:
        """Where discounts given to customers go: QuickBooks' own account by its name, else one of its kind."""
        return self._account("Name", "Discounts given") or self._account("AccountSubType", "DiscountsRefundsGiven")

    def unexplained(self) -> str:
        """Where income goes that no line of its document explains."""
        return self._account("Name", "Uncategorized Income")

    def income_of(self, item: str) -> str:
        """The income account of an item as it is now; lines carry the one they were written with (reference A6)."""
        return self._once("sold", item, lambda: id_of(self._read("Item", item) or {}, "IncomeAccountRef"))

    def bought_on(self, item: str) -> str:
        """The account buying an item posts to: the asset of an inventory item, the expense of any other."""
        return self._once("bought", item, lambda: self._bought_on(item))

    def tax_payable(self, rate: str) -> str:
        """The account tax of a rate is owed on: `<agency> Payable` (recorded), else any for tax."""
        return self._once("tax", rate, lambda: self._tax_payable(rate))

    def owed_to(self, account: str) -> str:
        """Whose balance an account holds: "Customer" for receivables, "Vendor" for payables, "" for any other."""
        return self._once("owed", account, lambda: self._owed_to(account))

    def party(self, entity: str, object_id: str) -> Name | None:
        """The customer or vendor of a linked document; None when it is not there."""
        doc = self._read(entity, object_id) or {}
        return name_in(doc, "CustomerRef", "Customer") or name_in(doc, "VendorRef", "Vendor")

    def lies_on(self, entity: str, object_id: str) -> str:
        """The account a received payment or receipt lies on; "" when the document is not there."""
        doc = self._read(entity, object_id)
        return "" if doc is None else id_of(doc, "DepositToAccountRef") or self.undeposited()

    def _stored(self, entity: str, object_id: str) -> Json | None:
        record = self._books.shelf(entity).get(object_id)
        return record.object() if record else None

    def _once(self, kind: str, key: str, find: Callable[[], str]) -> str:
        if (kind, key) not in self._known:
            self._known[kind, key] = find()
        return self._known[kind, key]

    def _account(self, path: str, value: str) -> str:
        return self._once(path, value, lambda: oldest(self._books.shelf("Account").having(path, value)))

    def _of_type(self, account_type: str, currency: str) -> str:
        found = self._books.shelf("Account").having("AccountType", account_type)
        currencies = self._books.shelf("Account").column("CurrencyRef.value")
        return oldest(each for each in found if currencies[each] == currency) or oldest(found)

    def _bought_on(self, item_id: str) -> str:
        item = self._read("Item", item_id) or {}
        asset = id_of(item, "AssetAccountRef") if item.get("Type") == "Inventory" else ""
        return asset or id_of(item, "ExpenseAccountRef")

    def _tax_payable(self, rate: str) -> str:
        agency = self._read("TaxAgency", id_of(self._read("TaxRate", rate) or {}, "AgencyRef"))
        own = self._account("Name", payable_name(agency)) if agency else ""
        others = (self._account("AccountSubType", each) for each in TAX_PAYABLE)
        return own or next((each for each in others if each), "")

    def _owed_to(self, account: str) -> str:
        account_type = (self._read("Account", account) or {}).get("AccountType") if account else None
        return {RECEIVABLE: "Customer", PAYABLE: "Vendor"}.get(str(account_type), "")
