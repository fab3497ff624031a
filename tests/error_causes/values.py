"""Causes of the codes of single values: 2010 to 2500, and names."""

from typing import Any

from httpx2 import Response

from error_causes.desk import Desk, brings_about, stock_item


@brings_about("2010")
def code_2010(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Ok", Colour="red"))


@brings_about("2020", element="CustomerRef")
def code_2020(desk: Desk) -> Response:
    return desk.post("invoice", {"Line": [desk.line(1)]})


@brings_about("2030", element="Id")
def code_2030(desk: Desk) -> Response:
    return desk.post("customer", {"Id": "abc", "SyncToken": "0"})


@brings_about("2040", element="DisplayName")
def code_2040(desk: Desk) -> Response:
    return desk.post("customer", desk.person("a:b"))


@brings_about("2050", element="DisplayName")
def code_2050(desk: Desk) -> Response:
    return desk.post("customer", desk.person("x" * 501))


@brings_about("2060", element="TxnDate")
def code_2060(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(TxnDate="31.01.2026"))


@brings_about("2070", element="TxnDate")
def code_2070(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(TxnDate="2026-02-30"))


@brings_about("2090", element="Hours")
def code_2090(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(Hours=1.5))


@brings_about("2110", element="Amount")
def code_2110(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(10**12)]))


@brings_about("2120", element="Type")
def code_2120(desk: Desk) -> Response:
    return desk.change("Item", desk["stock"], Type="Service")


@brings_about("2140", element="Amount")
def code_2140(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(1.005)]))


@brings_about("2150", element="DiscountPercent")
def code_2150(desk: Desk) -> Response:
    return desk.post("term", {"Name": "Generous", "DueDays": 30, "DiscountPercent": 101, "DiscountDays": 5})


@brings_about("2160", element="QtyOnHand")
def code_2160(desk: Desk) -> Response:
    return desk.post("item", stock_item(desk, "Antimatter", QtyOnHand=-1))


@brings_about("2170", element="EmailStatus")
def code_2170(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(EmailStatus="Sent"))


@brings_about("2190", element="ReleasedDate")
def code_2190(desk: Desk) -> Response:
    dates = {"HiredDate": "2026-02-01", "ReleasedDate": "2026-01-01"}
    return desk.post("employee", {"GivenName": "Ben", "FamilyName": "Button"} | dates)


@brings_about("2200", element="WebAddr")
def code_2200(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Ok", WebAddr={"URI": "not an address"}))


@brings_about("2210", element="PrimaryEmailAddr")
def code_2210(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Ok", PrimaryEmailAddr={"Address": "nobody"}))


@brings_about("2220", element="CurrencyRef")
def code_2220(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Ok", CurrencyRef={"value": "dollars"}))


@brings_about("2240", element="DayOfMonthDue")
def code_2240(desk: Desk) -> Response:
    return desk.post("term", {"Name": "Never", "DayOfMonthDue": 32})


@brings_about("2250", element="Line")
def code_2250(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[]))


@brings_about("2260", element="PostingType")
def code_2260(desk: Desk) -> Response:
    return desk.post("journalentry", _journal(desk, None, 5))


@brings_about("2290", element="Amount")
def code_2290(desk: Desk) -> Response:
    line = {"Amount": -5, "LinkedTxn": [{"TxnId": desk["invoice"], "TxnType": "Invoice"}]}
    return desk.post("payment", {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 5, "Line": [line]})


@brings_about("2300", element="Line")
def code_2300(desk: Desk) -> Response:
    return desk.post("journalentry", _journal(desk, "Credit", 4))


@brings_about("2500", element="SalesTermRef")
def code_2500(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(SalesTermRef={"value": "99"}))


@brings_about("6010", element="AccountType")
def code_6010(desk: Desk) -> Response:
    return desk.post("account", {"Name": "Stray"})


@brings_about("6060", element="OpeningBalanceDate")
def code_6060(desk: Desk) -> Response:
    return desk.post("account", {"Name": "Till", "AccountType": "Bank", "OpeningBalance": 50})


@brings_about("6080")
def code_6080(desk: Desk) -> Response:
    return desk.post("customer", {})


@brings_about("6130", element="BillWithParent")
def code_6130(desk: Desk) -> Response:
    job = {"Job": True, "ParentRef": {"value": desk["customer"]}, "BillWithParent": True}
    child = desk.create("Customer", desk.person("Harbor Dock", **job))
    desk.create("Invoice", desk.sale(CustomerRef={"value": child["Id"]}))
    return desk.change("Customer", child["Id"], BillWithParent=False)


@brings_about("6150", element="ParentRef")
def code_6150(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Orphan", Job=True))


@brings_about("6180", element="ParentRef")
def code_6180(desk: Desk) -> Response:
    parent: dict[str, Any] = {}
    for level in range(5):
        made = desk.create("Class", {"Name": f"Level {level}"} | parent)
        parent = {"SubClass": True, "ParentRef": {"value": made["Id"]}}
    return desk.post("class", {"Name": "Level 5"} | parent)


@brings_about("6220", element="Active")
def code_6220(desk: Desk) -> Response:
    return desk.change("Customer", desk["customer"], Active=False)


@brings_about("6240")
def code_6240(desk: Desk) -> Response:
    return desk.post("vendor", desk.person("Harbor Bikes"))


@brings_about("6250", element="CustomerRef")
def code_6250(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(CustomerRef={"value": desk["retired"]}))


@brings_about("6280", element="Active")
def code_6280(desk: Desk) -> Response:
    customer = desk.create("Customer", desk.person("Unbilled"))
    billable = {"BillableStatus": "Billable", "HourlyRate": 50, "CustomerRef": {"value": customer["Id"]}}
    desk.create("TimeActivity", desk.time(**billable))
    return desk.change("Customer", customer["Id"], Active=False)


@brings_about("6430", element="IncomeAccountRef")
def code_6430(desk: Desk) -> Response:
    body = {"Name": "Odd", "Type": "Service", "IncomeAccountRef": {"value": desk.account("Checking")}}
    return desk.post("item", body)


def _journal(desk: Desk, posting_type: str | None, amount: int) -> dict[str, Any]:
    def line(side: str | None, much: int, account: str) -> dict[str, Any]:
        detail = {"AccountRef": {"value": desk.account(account)}} | ({"PostingType": side} if side else {})
        return {"Amount": much, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": detail}

    return {"Line": [line("Debit", 5, "Checking"), line(posting_type, amount, "Savings")]}
