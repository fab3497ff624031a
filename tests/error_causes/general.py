"""Causes of the general codes: 100 to 1050, queries, numbers and closed books."""

from httpx2 import Response

from error_causes.desk import Desk, brings_about


@brings_about("500")
def code_500(desk: Desk) -> Response:
    return desk.http.get("/spaceship/1")


@brings_about("610")
def code_610(desk: Desk) -> Response:
    return desk.http.get("/invoice/999999")


@brings_about("620")
def code_620(desk: Desk) -> Response:
    estimate = desk.create("Estimate", desk.sale(CustomerRef={"value": desk["other customer"]}))
    return desk.post("invoice", desk.sale(LinkedTxn=[{"TxnId": estimate["Id"], "TxnType": "Estimate"}]))


@brings_about("700", element="ParentRef")
def code_700(desk: Desk) -> Response:
    parent = {"value": desk.account("Checking")}
    body = {"Name": "Fees", "AccountType": "Expense", "SubAccount": True, "ParentRef": parent}
    return desk.post("account", body)


@brings_about("800")
def code_800(desk: Desk) -> Response:
    invoice = desk.create("Invoice", desk.sale())
    line = {"Amount": 100, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}
    desk.create("Payment", {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 100, "Line": [line]})
    return desk.delete("Invoice", invoice["Id"])


@brings_about("900", element="ParentRef")
def code_900(desk: Desk) -> Response:
    return desk.change("Customer", desk["customer"], Job=True, ParentRef={"value": desk["customer"]})


@brings_about("1040")
def code_1040(desk: Desk) -> Response:
    return desk.batch(*({"bId": f"b{n}", "Query": "select * from Term"} for n in range(31)))


@brings_about("1050")
def code_1050(desk: Desk) -> Response:
    return desk.http.post("/customer", content=b"DisplayName=Elm", headers={"Content-Type": "text/csv"})


@brings_about("2000")
def code_2000(desk: Desk) -> Response:
    return desk.http.get("/cdc", params={"entities": "Spaceship", "changedSince": "2026-01-01"})


@brings_about("2600")
def code_2600(desk: Desk) -> Response:
    item = {"bId": "b1", "Query": "select * from Term"}
    return desk.batch(item, item)


@brings_about("4000")
def code_4000(desk: Desk) -> Response:
    return desk.query("select from from")


@brings_about("4001")
def code_4001(desk: Desk) -> Response:
    return desk.query("select * from Spaceship")


@brings_about("5010")
def code_5010(desk: Desk) -> Response:
    customer = desk.create("Customer", desk.person("Stale Bread"))
    desk.change("Customer", customer["Id"], Notes="newer")
    return desk.post("customer", {"Id": customer["Id"], "SyncToken": "0", "sparse": True, "Notes": "mine"})


@brings_about("5020")
def code_5020(desk: Desk) -> Response:
    desk.switch(edition="Simple Start")
    return desk.post("timeactivity", desk.time())


@brings_about("5030", element="CurrencyRef")
def code_5030(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Maple Leaf", CurrencyRef={"value": "CAD"}))


@brings_about("6140")
def code_6140(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(DocNumber="INV-1"))


@brings_about("6190")
def code_6190(desk: Desk) -> Response:
    desk.switch(subscription="read_only")
    return desk.post("customer", desk.person("Too Late"))


@brings_about("6200")
def code_6200(desk: Desk) -> Response:
    desk.switch(closing_date="2025-12-31")
    return desk.post("invoice", desk.sale(TxnDate="2025-12-31"))


@brings_about("6210")
def code_6210(desk: Desk) -> Response:
    desk.switch(closing_date="2025-12-31", closing_password="tulip-47")
    return desk.post("invoice", desk.sale(TxnDate="2025-12-31"))


@brings_about("2130", element="requestid")
def code_2130(desk: Desk) -> Response:
    return desk.post("customer", desk.person("Twice"), requestid="x" * 51)


@brings_about("6000", element="TotalAmt")
def code_6000(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(-1)]))


@brings_about("10100")
def code_10100(desk: Desk) -> Response:
    every_day = {"start_date": "2020-01-01", "end_date": "2026-01-01", "summarize_column_by": "Days"}
    return desk.http.get("/reports/ProfitAndLoss", params=every_day)


@brings_about("10200")
def code_10200(desk: Desk) -> Response:
    head = desk.head("Invoice", desk["invoice"])
    desk.emulator.control("purge", {"realm_id": desk.realm_id})
    return desk.post("invoice", head | {"sparse": True, "PrivateNote": "late"})
