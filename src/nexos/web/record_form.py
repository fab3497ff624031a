"""The page around the form of a record that people enter and change: a company, a product, a vendor."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nexos.web.forms import Form


def show_form(request: Any, form: Form, noun: str, plural: str, record: Any = None) -> HttpResponse:
    """The empty form, what is wrong with it, or that of `record`. `noun` and `plural` are also the names of the
    record's address and of the list's."""
    context = {
        "form": form,
        "noun": noun,
        "plural": plural,
        "pages": reverse(plural),
        "record": record,
        "address": reverse(noun, args=[record.id]) if record else "",
    }
    return render(request, "parts/record_form.html", context, status=422 if form.errors else 200)
