"""Entering and changing a record that people write: a company, a product, a vendor. `noun` and `plural` are its words,
and the names of the record's address and of the list's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from nexos.web.forms import Form


def enter(request: Any, form: Form, create: Callable[..., Any], noun: str, plural: str) -> HttpResponse:
    """The empty form, and what `create(tenant_id, **fields)` makes of it."""
    if created := form.saved(create, request.tenant.id):
        messages.success(request, f"{created.name} is entered")
        return redirect(noun, created.id)
    return _show(request, form, noun, plural)


def change(
    request: Any, form_class: type[Form], update: Callable[..., Any], noun: str, plural: str, record: Any
) -> HttpResponse:
    """The form with what is there, and what `update(tenant_id, record_id, **fields)` changes."""
    form = form_class(request.POST or None, initial={field: getattr(record, field) for field in form_class.base_fields})
    if changed := form.saved(update, request.tenant.id, record.id):
        messages.success(request, f"{changed.name} is changed")
        return redirect(noun, record.id)
    return _show(request, form, noun, plural, record)


def _show(request: Any, form: Form, noun: str, plural: str, record: Any = None) -> HttpResponse:
    context = {
        "form": form,
        "noun": noun,
        "plural": plural,
        "pages": reverse(plural),
        "record": record,
        "address": reverse(noun, args=[record.id]) if record else "",
    }
    return render(request, "parts/record_form.html", context, status=422 if form.errors else 200)
