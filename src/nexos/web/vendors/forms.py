"""The form of a vendor."""

from django import forms

from nexos.web.forms import Form, text


class VendorForm(Form):
    """What a person may enter about a vendor; the fields are those of `procurement.services`."""

    name = text("Name", most=500)
    contact = text("Contact", required=False, hint="The person there.", autocomplete="off")
    email = text(
        "Email",
        required=False,
        most=254,
        hint="Where orders go. Several addresses are separated by commas.",
        inputmode="email",
        autocomplete="off",
    )
    phone = text("Phone", required=False, most=60, inputmode="tel", autocomplete="off")
    terms_days = forms.IntegerField(
        label="Terms, days",
        help_text="Days from a bill's date until it is due.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
        error_messages={"required": "Write a number of days.", "invalid": "Write whole days, such as 30."},
    )
    active = forms.BooleanField(label="Can be bought from", required=False, help_text="Off: it stays on what it is on.")

    FIELDSETS = (
        ("Vendor", ("name", "contact", "email", "phone")),
        ("Purchases", ("terms_days", "active")),
    )
