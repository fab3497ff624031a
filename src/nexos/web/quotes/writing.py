"""Writing a quote: the form with its rows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nexos.crm import queries as crm
from nexos.kit.errors import InvalidInput
from nexos.sales import offer as offers
from nexos.sales import queries, services
from nexos.sales.models import Quote
from nexos.sales.offer import Offer
from nexos.sales.totals import QuoteTotals
from nexos.web.access import needs
from nexos.web.quotes.forms import LineForm, QuoteForm, line_forms, offer_of
from nexos.web.quotes.lines import is_rework, products_by_label, reworked, values_of, with_values


@require_http_methods(["GET", "POST"])
@needs("quotes:write")
def new_quote(request: Any) -> HttpResponse:
    """The form with one empty row, for the company named by `company` if there is one."""
    typed = {"company_id": request.GET.get("company", ""), "discount_kind": "none"}
    return _written(request, lambda offer: services.create_quote(request.tenant.id, offer), typed, [{"quantity": "1"}])


@require_http_methods(["GET", "POST"])
@needs("quotes:write")
def edit_quote(request: Any, quote_id: UUID) -> HttpResponse:
    """The form with what the draft offers."""
    quote = queries.quote(request.tenant.id, quote_id)
    typed = {field: getattr(quote, field) for field in QuoteForm.base_fields}
    typed["discount_value"] = quote.discount_value or ""
    labels = {product.id: label for label, product in products_by_label(request.tenant.id).items()}
    rows = [values_of(line, labels) for line in quote.lines.all()]
    return _written(
        request, lambda offer: services.update_quote(request.tenant.id, quote_id, offer), typed, rows, quote
    )


@require_POST
@needs("quotes:write")
def totals(request: Any) -> HttpResponse:
    """What the form comes to as it stands, for htmx; nothing is written."""
    post = request.POST.copy()
    post["title"] = post.get("title") or "–"  # it may be written last
    offer = offer_of(_head(request, post), line_forms(request.POST, products_by_label(request.tenant.id)))
    return render(request, "quotes/form.html#totals", {"totals": _totals(request, offer)})


def _written(
    request: Any,
    save: Callable[[Offer], Quote],
    typed: dict[str, Any],
    rows: list[dict[str, Any]],
    quote: Quote | None = None,
) -> HttpResponse:
    """GET: the form. POST: with another row, or saved; when refused, as it was typed with each error on its field."""
    products = products_by_label(request.tenant.id)
    if request.method == "GET":
        return _page(request, _head(request, initial=typed), with_values(rows, products), products, quote)
    if is_rework(request.POST):
        form = _head(request, initial=request.POST.dict())
        return _page(request, form, reworked(request.POST, products), products, quote)
    form, lines = _head(request, request.POST), line_forms(request.POST, products)
    if offer := offer_of(form, lines):
        try:
            saved = save(offer)
        except InvalidInput as error:
            _refuse(form, [line for line in lines if not line.blank], error)
        else:
            messages.success(request, f"{saved.number} is saved")
            return redirect("quote", saved.id)
    return _page(request, form, lines or with_values([{"quantity": "1"}], products), products, quote, status=422)


def _page(
    request: Any, form: QuoteForm, lines: list[LineForm], products: Any, quote: Quote | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "lines": lines, "products": products, "quote": quote, "totals": None}
    if quote and not form.is_bound:
        context["totals"] = quote.totals
    return render(request, "quotes/form.html" + ("#lines" if request.htmx else ""), context, status=status)


def _head(request: Any, data: Any = None, initial: Any = None) -> QuoteForm:
    return QuoteForm(data, initial=initial, companies=list(crm.companies(request.tenant.id)))


def _refuse(form: QuoteForm, lines: list[LineForm], error: InvalidInput) -> None:
    """Puts "lines.0.quantity" on the first written row, everything else on the head."""
    for name, sentence in error.fields.items():
        part, _, rest = name.partition(".")
        if part != "lines" or not rest:
            form.refuse(InvalidInput({name: sentence}))
            continue
        place, _, field = rest.partition(".")
        lines[int(place)].refuse(InvalidInput({field: sentence}))


def _totals(request: Any, offer: Offer | None) -> QuoteTotals | None:
    if offer is None:
        return None
    currency = crm.company(request.tenant.id, offer.company_id).currency
    return None if offers.problems(offer, currency) else offers.totals(offer, currency)
