"""What became of several decisions that were accepted together."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from nexos.kit.errors import NexosError
from nexos.web.mapping.kinds import connection_of
from nexos.web.mapping.sentences import counted
from nexos.web.mapping.tabs import page_context


def told(request: Any, pages: str, noun: str, results: Iterable[NexosError | None], more: str = "") -> HttpResponse:
    """A sentence on the list (`more` follows it), or a page of what was refused, one by one."""
    outcomes = list(results)
    refused = [refusal for refusal in outcomes if refusal]
    sentence = f"{counted(len(outcomes) - len(refused), noun)} linked. {more}".strip()
    if not refused:
        messages.success(request, sentence)
        return redirect(pages)
    context = {"pages": reverse(pages), "sentence": sentence, "refused": refused}
    return render(request, "mapping/accepted.html", page_context(connection_of(request), pages) | context)
