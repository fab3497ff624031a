"""The forms of a quote: its head, its lines, its approval."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from nexos.catalog.models import Billing, Product
from nexos.crm.models import Company
from nexos.sales.offer import LINES_LIMIT, Offer, OfferLine
from nexos.sales.totals import DiscountKind
from nexos.web.forms import Form, decimal, number_of_ours, text

_BLANK = ("product", "description", "unit_price")


class QuoteForm(Form):
    """The head of a quote; the fields are those of `sales.offer.Offer`."""

    company_id = forms.TypedChoiceField(
        label="Company",
        coerce=UUID,
        error_messages={"required": "Choose a company.", "invalid_choice": "Choose one of the list."},
    )
    title = text("Title", hint="What the client reads first: “Wi-Fi for the new office”.")
    valid_until = forms.DateField(
        label="Valid until",
        required=False,
        help_text="Its last good day. Empty: 30 days.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write a date, such as 2026-11-30."},
    )
    discount_kind = forms.ChoiceField(
        label="Discount", choices=[("none", "None"), ("percent", "Per cent"), ("fixed", "Amount")]
    )
    discount_value = decimal("How much", required=False)
    tax_percent = decimal("Sales tax, per cent", required=False, hint="An estimate, on the taxable lines.")
    note = forms.CharField(
        label="Note to the client", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, companies: list[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company_id"].choices = [("", "Choose…"), *((one.id, one.name) for one in companies)]  # type: ignore[attr-defined]

    def clean_discount_value(self) -> Decimal:
        """No discount is a discount of nothing."""
        return self.cleaned_data["discount_value"] or Decimal(0)


class LineForm(Form):
    """One line. `product` is typed or picked by its label; it fills what is left empty beside it."""

    product = forms.CharField(
        label="Product",
        required=False,
        widget=forms.TextInput(attrs={"list": "products", "autocomplete": "off", "placeholder": "None"}),
    )
    description = forms.CharField(label="Description", required=False, widget=forms.Textarea(attrs={"rows": 1}))
    quantity = decimal("Quantity", initial=1)
    unit_price = decimal("Unit price", required=False)
    billing = forms.ChoiceField(label="Billed", choices=Billing.choices)
    optional = forms.BooleanField(label="Optional", required=False)
    adjustable = forms.BooleanField(label="Quantity can change", required=False)
    taxable = forms.BooleanField(label="Taxable", required=False)

    def __init__(self, *args: Any, products: Mapping[str, Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = products

    @property
    def blank(self) -> bool:
        """Whether the row was left empty: it is not a line then."""
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in _BLANK)

    def clean(self) -> dict[str, Any]:
        """Finds the product by its label, and takes from it what was left empty."""
        given = self.cleaned_data
        label = given.get("product", "").strip()
        product = self.products.get(label)
        if label and product is None:
            self.add_error("product", "There is no such product. Pick one of the list, or leave it empty.")
        given["product"] = product
        if product and not given.get("description"):
            given["description"] = product.description or product.name
        if given.get("unit_price") is None and "unit_price" not in self.errors:
            if product:
                given["unit_price"] = product.price
            else:
                self.add_error("unit_price", "Write a number.")
        return given

    def line(self) -> OfferLine:
        """The line as the services take it."""
        given = dict(self.cleaned_data)
        product = given.pop("product")
        return OfferLine(product_id=product.id if product else None, **given)


def line_forms(post: Mapping[str, str], products: Mapping[str, Product]) -> list[LineForm]:
    """The posted rows, blank ones included."""
    number = min(number_of_ours(post.get("lines-count", "")) or 0, LINES_LIMIT + 1)
    return [LineForm(post, prefix=f"lines-{place}", products=products) for place in range(number)]


def offer_of(form: QuoteForm, lines: list[LineForm]) -> Offer | None:
    """What was typed, as the services take it; None when something is wrong, with every error on its field."""
    written = [line for line in lines if not line.blank]
    right = [form.is_valid(), *(line.is_valid() for line in written)]
    if not all(right):
        return None
    offer = Offer(lines=[line.line() for line in written], **form.cleaned_data)
    return offer if offer.discount_kind != DiscountKind.NONE else replace(offer, discount_value=Decimal(0))


class ApprovalForm(Form):
    """Who signs for the client."""

    signer_name = text("Name of who signs", most=120, autocomplete="off")
    signer_title = text("Title", required=False, most=120, autocomplete="off")


class ChoiceForm(Form):
    """The client's word on one line."""

    accepted = forms.BooleanField(label="Taken", required=False)
    quantity = decimal("Quantity", required=False)


class DeclineForm(Form):
    """Why the client does not want it."""

    reason = forms.CharField(label="Reason", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
