"""The form of a product."""

from django import forms

from nexos.catalog.models import Billing, RevenueClass
from nexos.web.forms import Form, decimal, text


class ProductForm(Form):
    """What a person may enter about a product; the fields are those of `catalog.services`."""

    name = text("Name")
    sku = text("SKU", required=False, most=100, autocomplete="off")
    description = forms.CharField(
        label="Description",
        required=False,
        max_length=4000,
        help_text="Stands on quotes and invoices.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    price = decimal("Price")
    cost = decimal("Cost", required=False, hint="What it costs you. Clients never see it.")
    billing = forms.ChoiceField(label="Billed", choices=Billing.choices)
    revenue_class = forms.ChoiceField(label="Revenue class", choices=RevenueClass.choices)
    taxable = forms.BooleanField(label="Sales tax applies", required=False)
    active = forms.BooleanField(label="Can be sold", required=False, help_text="Off: it stays on what it is on.")

    FIELDSETS = (
        ("Product", ("name", "sku", "description")),
        ("Money", ("price", "cost", "billing", "revenue_class", "taxable", "active")),
    )
