"""Causes of the codes of sales documents, stock and time."""

from httpx2 import Response

from error_causes.desk import Desk, brings_about


@brings_about("6070", element="Amount")
def code_6070(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(100, Qty=3, UnitPrice=33)]))


@brings_about("6090", element="DiscountPercent")
def code_6090(desk: Desk) -> Response:
    discount = {"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": True}}
    return desk.post("invoice", desk.sale(Line=[desk.line(100), discount]))


@brings_about("6100", element="TaxCodeRef")
def code_6100(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(100, TaxCodeRef={"value": "2"})]))


@brings_about("6160", element="TxnTaxCodeRef")
def code_6160(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(TxnTaxDetail={"TxnTaxCodeRef": {"value": "CustomSalesTax"}}))


@brings_about("6170", element="TxnTaxDetail")
def code_6170(desk: Desk) -> Response:
    tax = {"TxnTaxCodeRef": {"value": "2"}, "TotalTax": 8}
    with desk.elsewhere("GB") as abroad:
        return abroad.post("invoice", abroad.sale(GlobalTaxCalculation="NotApplicable", TxnTaxDetail=tax))


@brings_about("6230", element="TxnTaxCodeRef")
def code_6230(desk: Desk) -> Response:
    return desk.change("Invoice", desk["invoice"], TxnTaxDetail={"TxnTaxCodeRef": {"value": "CustomSalesTax"}})


@brings_about("6270", element="TxnDate")
def code_6270(desk: Desk) -> Response:
    line = desk.line(4, ItemRef={"value": desk["stock"]}, Qty=1, UnitPrice=4)
    return desk.post("invoice", desk.sale(TxnDate="2026-01-31", Line=[line]))


@brings_about("6420", element="BillEmail")
def code_6420(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(EmailStatus="NeedToSend"))


@brings_about("6440", element="ItemRef")
def code_6440(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(Line=[desk.line(1, ItemRef=None)]))


@brings_about("6470", element="TaxCodeRef")
def code_6470(desk: Desk) -> Response:
    desk.seed({"TaxCode": [{"Id": "77", "Name": "Bare", "Active": True, "Taxable": True, "TaxGroup": True}]})
    line = desk.line(100, TaxCodeRef={"value": "TAX"})
    return desk.post("invoice", desk.sale(Line=[line], TxnTaxDetail={"TxnTaxCodeRef": {"value": "77"}}))


@brings_about("6520", element="Qty")
def code_6520(desk: Desk) -> Response:
    return desk.post("invoice", desk.sale(TxnDate="2026-03-01", Line=[desk.line(4, ItemRef={"value": desk["stock"]})]))


@brings_about("6530", element="CreditCardPayment")
def code_6530(desk: Desk) -> Response:
    card = {"CreditChargeInfo": {"Number": "4111111111111111", "Type": "Visa"}}
    body = {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 5, "CreditCardPayment": card}
    return desk.post("payment", body)


@brings_about("6540")
def code_6540(desk: Desk) -> Response:
    payment = desk.create("Payment", {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 5})
    deposited = payment | {"LinkedTxn": [{"TxnId": "900", "TxnType": "Deposit"}]}
    desk.seed({"Payment": [deposited]})
    return desk.delete("Payment", payment["Id"])


@brings_about("6290", element="VendorRef")
def code_6290(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(VendorRef={"value": desk["vendor"]}))


@brings_about("6300", element="NameOf")
def code_6300(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(NameOf="Robot"))


@brings_about("6310", element="CustomerRef")
def code_6310(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(BillableStatus="Billable", HourlyRate=50))


@brings_about("6320", element="BillableStatus")
def code_6320(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(BillableStatus="Perhaps"))


@brings_about("6330", element="HourlyRate")
def code_6330(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(BillableStatus="Billable", CustomerRef={"value": desk["customer"]}))


@brings_about("6340", element="Minutes")
def code_6340(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(Minutes=60))


@brings_about("6350", element="Hours")
def code_6350(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(Hours=None))


@brings_about("6360", element="BreakHours")
def code_6360(desk: Desk) -> Response:
    times = {"StartTime": "2026-03-01T08:00:00", "EndTime": "2026-03-01T09:00:00", "BreakHours": 2}
    return desk.post("timeactivity", desk.time(Hours=None, **times))


@brings_about("6370", element="StartTime")
def code_6370(desk: Desk) -> Response:
    times = {"StartTime": "2026-03-01T22:00:00", "EndTime": "2026-03-01T06:00:00"}
    return desk.post("timeactivity", desk.time(Hours=None, **times))


@brings_about("6380", element="Hours")
def code_6380(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(Hours=8761))


@brings_about("6390", element="StartTime")
def code_6390(desk: Desk) -> Response:
    return desk.post("timeactivity", desk.time(StartTime="2026-03-01T08:00:00", EndTime="2026-03-01T09:00:00"))


@brings_about("6450")
def code_6450(desk: Desk) -> Response:
    settled = {"CreditChargeResponse": {"Status": "Completed"}}
    paid = {"CustomerRef": {"value": desk["customer"]}, "TotalAmt": 5, "ProcessPayment": True}
    payment = desk.create("Payment", paid | {"CreditCardPayment": settled})
    return desk.post("payment", desk.head("Payment", payment["Id"]), operation="void")
