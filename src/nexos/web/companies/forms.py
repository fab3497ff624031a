"""The form of a company."""

from django import forms

from nexos.crm.models import Lifecycle
from nexos.web.forms import Form, text


class CompanyForm(Form):
    """What a person may enter about a company; the fields are those of `crm.services`."""

    name = text("Name", most=500)
    lifecycle = forms.ChoiceField(
        label="Where it stands",
        choices=Lifecycle.choices,
        help_text="A prospect becomes a customer with its first contract.",
    )
    email = text(
        "Billing email",
        required=False,
        most=254,
        hint="Several addresses are separated by commas.",
        inputmode="email",
        autocomplete="off",
    )
    phone = text("Phone", required=False, most=60, inputmode="tel", autocomplete="off")
    address_line1 = text("Address", required=False, most=500)
    address_line2 = text("Second address line", required=False, most=500)
    city = text("City", required=False, most=255)
    region = text("State or region", required=False, most=255)
    postal_code = text("Postal code", required=False, most=30)
    country = text("Country", required=False, most=255)
    currency = text("Currency", most=3, hint="Three letters, such as USD. Its documents are in this currency.")
    terms_days = forms.IntegerField(
        label="Terms, days",
        help_text="Days from an invoice's date until it is due.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
        error_messages={"required": "Write a number of days.", "invalid": "Write whole days, such as 30."},
    )

    FIELDSETS = (
        ("Company", ("name", "lifecycle", "email", "phone")),
        ("Address", ("address_line1", "address_line2", "city", "region", "postal_code", "country")),
        ("Invoices", ("currency", "terms_days")),
    )
