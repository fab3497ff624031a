"""Credits QuickBooks applies by itself, deposits on invoices, and what cannot be taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from qbo_emulator.rules.faults import Fault
from sales_lines import item

type Json = dict[str, Any]


@pytest.fixture
def automatic(open_shop: Callable[..., Any]) -> Any:
    """A company that applies credits and payments by itself."""
    return open_shop("US", SalesFormsPrefs={"AutoApplyCredit": True, "AutoApplyPayments": True})


def receive(shop: Any, amount: int, *invoices: Json, **properties: Any) -> Json:
    lines = [
        {"Amount": invoice["TotalAmt"], "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
        for invoice in invoices
    ]
    body = {"CustomerRef": {"value": shop.customer["Id"]}, "TotalAmt": amount, "Line": lines}
    made: Json = shop.company.create("Payment", body | properties)
    shop.check()
    return made


def payments(shop: Any) -> list[Json]:
    return [row["object"] for row in shop.company.documents("Payment") if not row["deleted"]]


def test_open_credit_goes_to_a_new_invoice_by_a_payment_of_nothing(automatic: Any) -> None:
    memo = automatic.sell("CreditMemo", item("40"))

    made = automatic.sell("Invoice", item("100"))

    [linking] = payments(automatic)
    assert (made["Balance"], made["SyncToken"]) == (60, "0")
    assert made["LinkedTxn"] == [{"TxnId": linking["Id"], "TxnType": "Payment"}]
    assert (linking["TotalAmt"], linking["UnappliedAmt"]) == (0, 0)
    assert linking["PrivateNote"] == "Created by QB Online to link credits to charges."
    assert "DepositToAccountRef" not in linking
    assert [(line["Amount"], line["LinkedTxn"][0]["TxnType"]) for line in linking["Line"]] == [
        (40, "Invoice"),
        (40, "CreditMemo"),
    ]
    assert automatic.read("CreditMemo", memo)["RemainingCredit"] == 0
    assert automatic.read("Customer", automatic.customer)["Balance"] == 60


def test_the_oldest_credit_first_and_no_more_than_is_open(automatic: Any) -> None:
    young = automatic.sell("CreditMemo", item("30"), TxnDate="2026-02-01")
    old = automatic.sell("CreditMemo", item("50"), TxnDate="2026-01-01")

    assert automatic.sell("Invoice", item("60"))["Balance"] == 0
    assert automatic.read("CreditMemo", old)["Balance"] == 0
    assert automatic.read("CreditMemo", young)["Balance"] == 20


def test_an_unapplied_payment_gets_a_line(automatic: Any) -> None:
    paid = receive(automatic, 80)

    made = automatic.sell("Invoice", item("50"))

    now = automatic.read("Payment", paid)
    assert (made["Balance"], now["UnappliedAmt"], now["SyncToken"]) == (0, 30, "1")
    assert now["Line"][0]["LinkedTxn"] == [{"TxnId": made["Id"], "TxnType": "Invoice"}]


def test_a_new_credit_goes_to_what_is_open(automatic: Any) -> None:
    made = automatic.sell("Invoice", item("100"))

    memo = automatic.sell("CreditMemo", item("40"))

    assert memo["Balance"] == memo["RemainingCredit"] == 0
    assert automatic.read("Invoice", made)["Balance"] == 60


def test_voiding_the_invoice_releases_credit_and_payment(automatic: Any) -> None:
    memo = automatic.sell("CreditMemo", item("40"))
    paid = receive(automatic, 25)
    made = automatic.sell("Invoice", item("100"))

    automatic.company.void("Invoice", made["Id"])

    automatic.check()
    assert automatic.read("CreditMemo", memo)["Balance"] == 40
    assert automatic.read("Payment", paid)["UnappliedAmt"] == 25
    assert automatic.read("Customer", automatic.customer)["Balance"] == -65


def test_another_customers_credit_is_left_alone(automatic: Any) -> None:
    automatic.sell("CreditMemo", item("40"))
    other = automatic.company.create("Customer", {"DisplayName": "Other"})

    made = automatic.sell("Invoice", item("100"), CustomerRef={"value": other["Id"]})

    assert made["Balance"] == 100


def test_nothing_is_applied_where_it_is_not_wanted(shop: Any) -> None:
    shop.sell("CreditMemo", item("40"))
    receive(shop, 25)

    assert shop.sell("Invoice", item("100"))["Balance"] == 100


def test_a_deposit_is_paid_on_the_spot(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"), Deposit=30)

    assert made["Balance"] == 70
    assert made["DepositToAccountRef"]["value"] == "7"
    assert shop.read("Customer", shop.customer)["Balance"] == 70
    assert shop.edit("Invoice", made, Deposit=45)["Balance"] == 55
    assert shop.edit("Invoice", made, Line=[item("60")])["Balance"] == 15
    for amount in (61, -1):
        with pytest.raises(Fault) as refused:
            shop.edit("Invoice", made, Deposit=amount)
        assert (refused.value.code, refused.value.element) == ("2140", "Deposit")
    shop.company.void("Invoice", made["Id"])
    shop.check()
    assert shop.read("Invoice", made)["Deposit"] == 0


def test_a_completed_card_payment_cannot_be_voided_nor_its_invoice(shop: Any) -> None:
    made = shop.sell("Invoice", item("100"))
    card = {"CreditChargeInfo": {"ProcessPayment": True}, "CreditChargeResponse": {"Status": "Completed"}}
    paid = receive(shop, 100, made, CreditCardPayment=card)

    for entity, object_id in (("Payment", paid["Id"]), ("Invoice", made["Id"])):
        with pytest.raises(Fault) as refused:
            shop.company.void(entity, object_id)
        assert refused.value.code == "6450"
    assert shop.read("Invoice", made)["Balance"] == 0


def test_an_estimate_is_invoiced_once(shop: Any) -> None:
    estimate = shop.sell("Estimate", item("100"))
    link = {"TxnId": estimate["Id"], "TxnType": "Estimate"}
    made = shop.sell("Invoice", item("60"), LinkedTxn=[link, link])

    assert made["LinkedTxn"] == [link]
    with pytest.raises(Fault) as refused:
        shop.sell("Invoice", item("40"), LinkedTxn=[link])
    assert refused.value.code == "620"
    again = shop.edit("Estimate", estimate, TxnStatus="Pending", Line=[item("120")])
    assert (again["TxnStatus"], again["TotalAmt"]) == ("Closed", 120)
    shop.company.delete("Invoice", made["Id"])
    shop.check()
    assert shop.sell("Invoice", item("40"), LinkedTxn=[link])["LinkedTxn"] == [link]
