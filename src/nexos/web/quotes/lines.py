"""Adding, filling and removing the rows of a quote's form, without losing what was typed anywhere else."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nexos.catalog import queries as catalog
from nexos.catalog.models import Product
from nexos.sales.models import QuoteLine
from nexos.web.forms import number_of_ours
from nexos.web.quotes.forms import LineForm, line_forms

REWORK = ("add", "remove", "fill")


def products_by_label(tenant_id: UUID) -> dict[str, Product]:
    """Products by the words that name them in a form, "Wi-Fi access point · AP-6"; of equals the first counts."""
    found: dict[str, Product] = {}
    for product in catalog.products(tenant_id):
        found.setdefault(label_of(product), product)
    return found


def label_of(product: Product) -> str:
    """The product's name, with its SKU where it has one."""
    return f"{product.name} · {product.sku}" if product.sku else product.name


def is_rework(post: Mapping[str, str]) -> bool:
    """Whether the form came back for another row, not to be saved."""
    return any(name in post for name in REWORK)


def reworked(post: Mapping[str, str], products: Mapping[str, Product]) -> list[LineForm]:
    """The rows as typed, one more ("add"), one less ("remove"), or one filled from its product ("fill")."""
    rows = [_typed(form) for form in line_forms(post, products)]
    if (place := _place(post, "remove", rows)) is not None:
        del rows[place]
    if (place := _place(post, "fill", rows)) is not None and (product := products.get(rows[place]["product"])):
        rows[place] |= _from_product(product)
    if "add" in post or not rows:
        rows.append({"quantity": "1"})
    return with_values(rows, products)


def with_values(rows: list[dict[str, Any]], products: Mapping[str, Product]) -> list[LineForm]:
    """Rows that show these values and no errors."""
    return [
        LineForm(initial=row, prefix=f"lines-{place}", products=products, auto_id="id_%s")
        for place, row in enumerate(rows)
    ]


def values_of(line: QuoteLine, labels: Mapping[UUID, str]) -> dict[str, Any]:
    """A line as its row shows it."""
    return {
        "product": labels.get(line.product_id, "") if line.product_id else "",
        "description": line.description,
        "quantity": format(line.quantity.normalize(), "f"),
        "unit_price": format(line.unit_price, "f"),
        "billing": line.billing,
        "optional": line.optional,
        "adjustable": line.adjustable,
        "taxable": line.taxable,
    }


def _typed(form: LineForm) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields}


def _from_product(product: Product) -> dict[str, Any]:
    return {
        "description": product.description or product.name,
        "unit_price": format(product.price, "f"),
        "billing": product.billing,
        "taxable": product.taxable,
    }


def _place(post: Mapping[str, str], act: str, rows: list[Any]) -> int | None:
    asked = number_of_ours(post.get(act, ""))
    return asked if asked is not None and asked < len(rows) else None
