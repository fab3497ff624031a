"""What becomes of a quote: sent, approved with choices, declined, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nexos.kit.errors import InvalidInput
from nexos.sales import queries, services
from nexos.sales.acceptance import Choice
from nexos.sales.models import Quote, QuoteLine
from nexos.web.access import needs
from nexos.web.quotes.forms import ApprovalForm, ChoiceForm, DeclineForm

type Choices = list[tuple[QuoteLine, ChoiceForm]]


@require_POST
@needs("quotes:write")
def send(request: Any, quote_id: UUID) -> HttpResponse:
    """Puts the draft before the client."""
    quote = services.send_quote(request.tenant.id, quote_id)
    messages.success(request, f"{quote.number} is sent")
    return redirect("quote", quote_id)


@require_POST
@needs("quotes:write")
def reopen(request: Any, quote_id: UUID) -> HttpResponse:
    """Makes a draft of it again."""
    quote = services.reopen_quote(request.tenant.id, quote_id)
    messages.success(request, f"{quote.number} is a draft again")
    return redirect("quote", quote_id)


@require_POST
@needs("quotes:approve")
def decline(request: Any, quote_id: UUID) -> HttpResponse:
    """Records that the client does not want it."""
    form = DeclineForm(request.POST)
    quote = form.saved(services.decline_quote, request.tenant.id, quote_id)
    if quote is None:
        raise InvalidInput({name: str(form.errors[name][0]) for name in form.errors})
    messages.success(request, f"{quote.number} is declined")
    return redirect("quote", quote_id)


@require_http_methods(["GET", "POST"])
@needs("quotes:approve")
def approve(request: Any, quote_id: UUID) -> HttpResponse:
    """What the client chose and who signed, entered by staff."""
    quote = queries.quote(request.tenant.id, quote_id)
    form = ApprovalForm(request.POST or None)
    choices = _choices(quote, request.POST or None)
    if request.method == "POST" and all([form.is_valid(), *(choice.is_valid() for _, choice in choices)]):
        try:
            services.approve_quote(
                request.tenant.id, quote_id, choices=_chosen(choices), cause="person", **form.cleaned_data
            )
        except InvalidInput as error:
            _refuse(form, choices, error)
        else:
            messages.success(request, f"{quote.number} is approved")
            return redirect("quote", quote_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "quotes/approve.html", {"quote": quote, "form": form, "choices": choices}, status=status)


def _choices(quote: Quote, post: Any) -> Choices:
    return [
        (
            line,
            ChoiceForm(
                post,
                prefix=f"line-{line.position}",
                initial={"accepted": not line.optional, "quantity": format(line.quantity.normalize(), "f")},
            ),
        )
        for line in quote.lines.all()
    ]


def _chosen(choices: Choices) -> dict[UUID, Choice]:
    """Only what a line leaves open is asked; the rest is taken as it stands."""
    return {
        line.id: Choice(
            choice.cleaned_data["accepted"] or not line.optional,
            choice.cleaned_data["quantity"] if line.adjustable else None,
        )
        for line, choice in choices
        if line.optional or line.adjustable
    }


def _refuse(form: ApprovalForm, choices: Choices, error: InvalidInput) -> None:
    for name, sentence in error.fields.items():
        part, _, rest = name.partition(".")
        place, _, field = rest.partition(".")
        target = choices[int(place)][1] if part == "lines" and place else form
        target.refuse(InvalidInput({field if rest else name: sentence}))
