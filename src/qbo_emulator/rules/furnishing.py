"""What a company has before anyone wrote anything, and where its counters go on."""

from datetime import datetime

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.lists import CLASSIFICATION
from qbo_emulator.rules import addresses, numbers, starting_lists
from qbo_emulator.store.books import Books
from qbo_emulator.store.moments import pacific, pacific_day
from qbo_emulator.store.text import Json

DOLLARS = {"value": "USD", "name": "United States Dollar"}
ADDRESS_PROPERTIES = ("BillAddr", "ShipAddr", "ShipFromAddr", "PrimaryAddr", "CompanyAddr")
LONGEST_COUNTED_ID = 15
"""Ids of 19 digits occur (Class, Attachable) and are no counter's: new ids do not continue after them."""


def open_books(books: Books, name: str, now: datetime, *, furnished: bool) -> None:
    """CompanyInfo and Preferences; if `furnished`, the lists QuickBooks gives every new company as well."""
    lists: dict[str, list[Json]] = {"CompanyInfo": [_company_info(name, now)], "Preferences": [_preferences()]}
    if furnished:
        lists |= {
            "Account": [_account(*row) for row in starting_lists.ACCOUNTS],
            "Term": [_term(*row) for row in starting_lists.TERMS],
            "PaymentMethod": [
                {"Name": each, "Active": True, "Type": "NON_CREDIT_CARD"} for each in starting_lists.PAYMENT_METHODS
            ],
            "TaxAgency": [{"TaxTrackedOnPurchases": False, "TaxTrackedOnSales": True, "DisplayName": "State Revenue"}],
            "TaxRate": [_tax_rate(*row) for row in starting_lists.TAX_RATES],
            "Item": [_item(each) for each in starting_lists.SERVICES],
        }
    stamped = {entity: [_stamped(row, i, now) for i, row in enumerate(rows, 1)] for entity, rows in lists.items()}
    if furnished:
        stamped["TaxCode"] = [*starting_lists.PSEUDO_TAX_CODES, *_tax_codes(now)]
    books.seed(stamped, now)
    continue_numbers(books)


def continue_numbers(books: Books) -> None:
    """Let ids, document numbers and address ids continue after the highest in the books."""
    numbers.continue_after(books)
    for name in books.entities():
        sequence = ENTITIES[name].numbers_from if name in ENTITIES else name
        for object_id in books.shelf(name).live():
            _note(books, sequence, object_id)
        books.shelf(name).prepare([f"{each}.Id" for each in ADDRESS_PROPERTIES])
        for property_name in ADDRESS_PROPERTIES:
            for address_id in books.shelf(name).column(f"{property_name}.Id").values():
                _note(books, addresses.COUNTER, address_id)
    for charge in books.shelf("TimeActivity").column("TimeChargeId").values():
        _note(books, "transaction", charge)


def _note(books: Books, sequence: str, number: object) -> None:
    text = str(number)
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNTED_ID:
        books.note_number(sequence, int(text))


def _stamped(obj: Json, number: int, now: datetime) -> Json:
    stamp = pacific(now)
    return obj | {
        "domain": "QBO",
        "sparse": False,
        "Id": str(number),
        "SyncToken": "0",
        "MetaData": {"CreateTime": stamp, "LastUpdatedTime": stamp},
    }


def _company_info(name: str, now: datetime) -> Json:
    address = {
        "Id": "1",
        "Line1": "1 Example Way",
        "City": "Springfield",
        "Country": "US",
        "CountrySubDivisionCode": "CA",
        "PostalCode": "90000",
    }
    return {
        "CompanyName": name,
        "LegalName": name,
        "CompanyAddr": address,
        "CustomerCommunicationAddr": address,
        "LegalAddr": address,
        "CustomerCommunicationEmailAddr": {"Address": "books@example.com"},
        "PrimaryPhone": {},
        "CompanyStartDate": pacific_day(now).isoformat(),
        "FiscalYearStartMonth": "January",
        "Country": "US",
        "Email": {"Address": "books@example.com"},
        "WebAddr": {},
        "SupportedLanguages": "en",
        "NameValue": [
            {"Name": "NeoEnabled", "Value": "true"},
            {"Name": "SubscriptionStatus", "Value": "PAID"},
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
        ],
    }


def _preferences() -> Json:
    return {
        "AccountingInfoPrefs": {
            "TrackDepartments": True,
            "DepartmentTerminology": "Location",
            "ClassTrackingPerTxn": False,
            "ClassTrackingPerTxnLine": True,
            "CustomerTerminology": "Customers",
        },
        "ProductAndServicesPrefs": {
            "ForSales": True,
            "ForPurchase": True,
            "QuantityWithPriceAndRate": True,
            "QuantityOnHand": True,
        },
        "SalesFormsPrefs": {
            "CustomTxnNumbers": False,
            "AllowDeposit": False,
            "AllowDiscount": True,
            "AllowEstimates": True,
            "ETransactionPaymentEnabled": False,
            "AllowServiceDate": True,
            "AllowShipping": False,
            "AutoApplyCredit": False,
        },
        "VendorAndPurchasesPrefs": {"TrackingByCustomer": True, "BillableExpenseTracking": True},
        "TimeTrackingPrefs": {
            "UseServices": True,
            "BillCustomers": True,
            "ShowBillRateToAll": False,
            "WorkWeekStartDate": "Monday",
            "MarkTimeEntriesBillable": True,
        },
        "TaxPrefs": {"UsingSalesTax": True},
        "CurrencyPrefs": {"MultiCurrencyEnabled": False, "HomeCurrency": {"value": "USD"}},
        "ReportPrefs": {"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": False},
        "OtherPrefs": {"NameValue": [{"Name": "ProjectsEnabled", "Value": "false"}]},
    }


def _account(name: str, account_type: str, sub_type: str) -> Json:
    return {
        "Name": name,
        "SubAccount": False,
        "FullyQualifiedName": name,
        "Active": True,
        "Classification": CLASSIFICATION[account_type],
        "AccountType": account_type,
        "AccountSubType": sub_type,
        "CurrentBalance": 0,
        "CurrentBalanceWithSubAccounts": 0,
        "CurrencyRef": DOLLARS,
    }


def _term(name: str, days: int) -> Json:
    return {"Name": name, "Active": True, "Type": "STANDARD", "DueDays": days, "DiscountDays": 0}


def _item(name: str) -> Json:
    return {
        "Name": name,
        "Active": True,
        "FullyQualifiedName": name,
        "Taxable": False,
        "UnitPrice": 0,
        "Type": "Service",
        "IncomeAccountRef": {"value": "1", "name": starting_lists.ACCOUNTS[0][0]},
        "PurchaseCost": 0,
        "TrackQtyOnHand": False,
    }


def _tax_rate(name: str, percent: object) -> Json:
    return {
        "Name": name,
        "Description": "Sales Tax",
        "Active": True,
        "RateValue": percent,
        "AgencyRef": {"value": "1"},
        "SpecialTaxType": "NONE",
        "DisplayType": "ReadOnly",
    }


def _tax_codes(now: datetime) -> list[Json]:
    codes = []
    for number, (name, rates) in enumerate(starting_lists.TAX_CODES, start=2):
        details = [
            {
                "TaxRateRef": {"value": str(rate), "name": starting_lists.TAX_RATES[rate - 1][0]},
                "TaxTypeApplicable": "TaxOnAmount",
                "TaxOrder": 0,
            }
            for rate in rates
        ]
        code = {
            "Name": name,
            "Description": name,
            "Active": True,
            "Taxable": True,
            "TaxGroup": True,
            "SalesTaxRateList": {"TaxRateDetail": details},
            "PurchaseTaxRateList": {"TaxRateDetail": []},
        }
        codes.append(_stamped(code, number, now))
    return codes
