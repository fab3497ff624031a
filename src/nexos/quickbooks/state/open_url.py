"""The addresses of QuickBooks' own pages."""

from urllib.parse import quote

from django.conf import settings

_HOSTS = {"production": "https://app.qbo.intuit.com", "sandbox": "https://app.sandbox.qbo.intuit.com"}
PAGES = {
    "invoice": "invoice?txnId=",
    "payment": "recvpayment?txnId=",
    "customer": "customerdetail?nameId=",
    "vendor": "vendordetail?nameId=",
}


def open_url(environment: str, kind: str, qbo_id: str) -> str:
    """Where a person sees the record in QuickBooks. `environment` is "sandbox" or "production"."""
    return f"{_host(environment)}/app/{PAGES[kind]}{quote(qbo_id, safe='')}"


def new_customer_url(environment: str) -> str:
    """QuickBooks' own page for adding a customer."""
    return f"{_host(environment)}/app/customers"


def _host(environment: str) -> str:
    return settings.QBO_APP_URL or _HOSTS[environment]
