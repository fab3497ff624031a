"""The company itself: its card and settings, taxes, rates of exchange, reports, files, and what is not emulated."""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from quickbooks import objects
from quickbooks.exceptions import AuthorizationException, QuickbooksException, UnsupportedException
from quickbooks.objects.creditcardpayment_entity import CreditCardPayment
from quickbooks.objects.customertype import CustomerType
from quickbooks.objects.exchangerate import ExchangeRate
from quickbooks.objects.recurringtransaction import RecurringTransaction
from quickbooks.objects.taxservice import TaxRateDetails

from clients.python_quickbooks.office import Office
from clients.python_quickbooks.papers import sold


def test_the_company_card_is_read_and_edited(office: Office) -> None:
    card = objects.CompanyInfo.get(office.realm_id, qb=office.qb)
    assert [each.CompanyName for each in objects.CompanyInfo.all(qb=office.qb)] == [card.CompanyName]
    card.LegalName = "Larry's Landscape & Garden Supply"
    card.save(qb=office.qb)

    assert objects.CompanyInfo.get(office.realm_id, qb=office.qb).LegalName == card.LegalName


def test_the_settings_are_read_and_written(office: Office) -> None:
    settings = objects.Preferences.get(qb=office.qb)
    assert settings.TaxPrefs.UsingSalesTax in (True, False)
    settings.SalesFormsPrefs.DefaultCustomerMessage = "Thanks for your business!"
    settings.save(qb=office.qb)

    again = objects.Preferences.get(qb=office.qb)
    assert again.SalesFormsPrefs.DefaultCustomerMessage == "Thanks for your business!"


def test_tax_codes_lead_to_their_rates_and_agency(office: Office) -> None:
    codes = objects.TaxCode.all(qb=office.qb)
    taxed = next(code for code in codes if code.SalesTaxRateList and code.SalesTaxRateList.TaxRateDetail)
    rate_id = taxed.SalesTaxRateList.TaxRateDetail[0].TaxRateRef.value

    rate = objects.TaxRate.get(rate_id, qb=office.qb)
    agency = objects.TaxAgency.get(rate.AgencyRef.value, qb=office.qb)
    assert rate.RateValue > 0
    assert agency.DisplayName


def test_a_tax_code_is_made_with_its_rate(office: Office) -> None:
    rate = office.draft(TaxRateDetails, TaxRateName="Lake County", RateValue=7.25, TaxAgencyId="1")
    made = office.draft(objects.TaxService, TaxCode="Lakeside", TaxRateDetails=[rate]).save(qb=office.qb)

    assert (made.TaxCode, made.TaxRateDetails[0].RateValue) == ("Lakeside", 7.25)
    code = objects.TaxCode.get(made.TaxCodeId, qb=office.qb)
    assert code.SalesTaxRateList.TaxRateDetail[0].TaxRateRef.value == made.TaxRateDetails[0].TaxRateId
    with pytest.raises(QuickbooksException) as refusal:
        office.draft(objects.TaxService, TaxCode="Lakeside", TaxRateDetails=[rate]).save(qb=office.qb)
    assert refusal.value.error_code == 6240


def test_a_rate_of_exchange_is_set_and_found(office: Office) -> None:
    office.emulator.control("company", {"realm_id": office.realm_id, "multicurrency": True})
    day, rate = "2026-03-02", 0.73
    written = office.draft(
        ExchangeRate, AsOfDate=day, SourceCurrencyCode="CAD", TargetCurrencyCode="USD", Rate=rate
    ).save(qb=office.qb)

    assert written.Rate == rate
    found = ExchangeRate.where(f"SourceCurrencyCode = 'CAD' AND AsOfDate = '{day}'", qb=office.qb)
    assert [each.Rate for each in found] == [rate]


@pytest.mark.parametrize("report", ["CustomerBalance", "AgedReceivables", "TransactionList", "ProfitAndLoss"])
def test_a_report_is_computed(office: Office, report: str) -> None:
    invoice = office.make(objects.Invoice, **sold(office), TxnDate="2026-03-02", DueDate="2026-03-12")

    answer = office.qb.get_report(
        report, {"start_date": "2026-03-01", "end_date": "2026-03-31", "report_date": "2026-03-31"}
    )

    assert answer["Header"]["ReportName"].replace(" ", "") in (report, "AgedReceivables", "AgedReceivableSummary")
    assert any(number in str(answer["Rows"]) for number in (f"{invoice.TotalAmt:.2f}", f"'{invoice.TotalAmt}'"))


@pytest.mark.parametrize("by_path", [True, False], ids=["path", "bytes"])
def test_a_file_is_attached_to_an_invoice_and_comes_back(office: Office, tmp_path: Path, by_path: bool) -> None:
    content = b"\x00\x01 binary \xff\r\n" * 300
    (tmp_path / "plan.pdf").write_bytes(content)
    invoice = office.make(objects.Invoice, **sold(office))
    link = objects.AttachableRef()
    link.EntityRef = invoice.to_ref()
    attachment = office.draft(
        objects.Attachable, AttachableRef=[link], FileName="plan.pdf", ContentType="application/pdf", Note="Plan"
    )
    if by_path:
        attachment._FilePath = str(tmp_path / "plan.pdf")
    else:
        attachment._FileBytes = content

    kept = office.read(objects.Attachable, attachment.save(qb=office.qb).Id)

    assert (kept.FileName, kept.Size, kept.ContentType) == ("plan.pdf", len(content), "application/pdf")
    assert kept.AttachableRef[0].EntityRef.value == invoice.Id
    assert httpx2.get(kept.TempDownloadUri).content == content
    download = office.qb.process_request(
        "GET", f"{office.qb.api_url}/company/{office.realm_id}/download/{kept.Id}", headers={}, params={}, data=""
    )
    assert httpx2.get(download.text).content == content
    kept.delete(qb=office.qb)
    assert objects.Attachable.all(qb=office.qb) == []


def test_a_note_without_a_file_is_attached(office: Office) -> None:
    invoice = office.make(objects.Invoice, **sold(office))
    link = objects.AttachableRef()
    link.EntityRef = invoice.to_ref()
    note = office.make(objects.Attachable, AttachableRef=[link], Note="Gate code 4711")

    assert [each.Note for each in objects.Attachable.where(f"Id = '{note.Id}'", qb=office.qb)] == ["Gate code 4711"]


@pytest.mark.parametrize("kind", [objects.Budget, CustomerType], ids=lambda kind: kind.__name__)
def test_what_the_api_only_reads_is_read_when_it_was_seeded(office: Office, kind: Any) -> None:
    office.emulator.seed(
        office.realm_id, {kind.qbo_object_name: [{"Id": "9", "SyncToken": "0", "Name": "Plan", "Active": True}]}
    )

    assert kind.get("9", qb=office.qb).Name == "Plan"
    assert [each.Id for each in kind.all(qb=office.qb)] == ["9"]


@pytest.mark.parametrize("kind", [CreditCardPayment, RecurringTransaction], ids=lambda kind: kind.__name__)
def test_what_is_not_emulated_is_said_to_be_unsupported(office: Office, kind: Any) -> None:
    with pytest.raises(UnsupportedException):
        kind().save(qb=office.qb)


def test_a_revoked_token_is_an_authorization_error(office: Office) -> None:
    office.oauth.revoke(office.oauth.access_token)

    with pytest.raises(AuthorizationException):
        objects.Customer.all(qb=office.qb)
