"""What a company has before anyone wrote anything, and where its counters go on."""

from datetime import datetime

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.account_types import CLASSIFICATION
from qbo_emulator.rules import addresses, numbers, starting_lists
from qbo_emulator.rules.countries import Country, TaxRate
from qbo_emulator.store.books import Books
from qbo_emulator.store.moments import pacific, pacific_day
from qbo_emulator.store.text import Json, plain

ADDRESS_PROPERTIES = ("BillAddr", "ShipAddr", "ShipFromAddr", "PrimaryAddr", "CompanyAddr")
LONGEST_COUNTED_ID = 15
"""Ids of 19 digits occur (Class, Attachable) and are no counter's: new ids do not continue after them."""


def open_books(books: Books, name: str, now: datetime, country: Country, *, furnished: bool) -> None:
    """CompanyInfo and Preferences; if `furnished`, the lists QuickBooks gives every new company as well."""
    lists: dict[str, list[Json]] = {
        "CompanyInfo": [_company_info(name, now, country)],
        "Preferences": [_preferences(country)],
    }
    if furnished:
        lists |= {
            "Account": [_account(*row, country) for row in starting_lists.ACCOUNTS],
            "Term": [_term(*row) for row in starting_lists.TERMS],
            "PaymentMethod": [
                {"Name": each, "Active": True, "Type": "NON_CREDIT_CARD"} for each in starting_lists.PAYMENT_METHODS
            ],
            "TaxAgency": [_tax_agency(each, country) for each in country.agencies],
            "TaxRate": [_tax_rate(each) for each in country.rates],
            "Item": [_item(each) for each in starting_lists.SERVICES],
        }
    stamped = {entity: [_stamped(row, i, now) for i, row in enumerate(rows, 1)] for entity, rows in lists.items()}
    if furnished:
        pseudo = starting_lists.PSEUDO_TAX_CODES if country.in_us else []
        stamped["TaxCode"] = [*pseudo, *_tax_codes(country, now)]
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


def _company_info(name: str, now: datetime, country: Country) -> Json:
    address = {"Id": "1", "Line1": "1 Example Way"} | country.address
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
        "Country": country.code,
        "Email": {"Address": "books@example.com"},
        "WebAddr": {},
        "SupportedLanguages": "en",
        "NameValue": [
            {"Name": "NeoEnabled", "Value": "true"},
            {"Name": "SubscriptionStatus", "Value": "PAID"},
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
        ],
    }


def _preferences(country: Country) -> Json:
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
        "CurrencyPrefs": {"MultiCurrencyEnabled": False, "HomeCurrency": {"value": country.currency}},
        "ReportPrefs": {"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": False},
        "OtherPrefs": {"NameValue": [{"Name": "ProjectsEnabled", "Value": "false"}]},
    }


def _account(name: str, account_type: str, sub_type: str, country: Country) -> Json:
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
        "CurrencyRef": {"value": country.currency, "name": country.currency_name},
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


def _tax_agency(name: str, country: Country) -> Json:
    return {"TaxTrackedOnPurchases": not country.in_us, "TaxTrackedOnSales": True, "DisplayName": name}


def _tax_rate(rate: TaxRate) -> Json:
    return {
        "Name": rate.name,
        "Description": "Sales Tax",
        "Active": True,
        "RateValue": plain(rate.percent),
        "AgencyRef": {"value": str(rate.agency)},
        "SpecialTaxType": "NONE",
        "DisplayType": "ReadOnly",
    }


def _tax_codes(country: Country, now: datetime) -> list[Json]:
    """Outside the US a code has its rates for purchases too."""
    codes = []
    for number, (name, rates) in enumerate(country.codes, start=2):
        details = [
            {
                "TaxRateRef": {"value": str(rate), "name": country.rates[rate - 1].name},
                "TaxTypeApplicable": "TaxOnAmount",
                "TaxOrder": 0 if country.in_us else order,
            }
            for order, rate in enumerate(rates)
        ]
        code = {
            "Name": name,
            "Description": name,
            "Active": True,
            "Taxable": True,
            "TaxGroup": True,
            "SalesTaxRateList": {"TaxRateDetail": details},
            "PurchaseTaxRateList": {"TaxRateDetail": [] if country.in_us else details},
        }
        codes.append(_stamped(code, number, now))
    return codes
