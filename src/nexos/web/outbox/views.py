"""The outbox of a demonstration: mail that was written to files instead of being sent."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexos.kit.errors import NotFound
from nexos.web.access import needs
from nexos.web.outbox.letters import letters


@require_safe
@needs("quickbooks:manage")
def outbox(request: Any) -> HttpResponse:
    """Every mail. Only in a demonstration, where all of it is one tenant's."""
    if not settings.SHOW_OUTBOX:
        raise NotFound("There is no such page.")
    directory = Path(settings.MAILERS["default"]["OPTIONS"]["file_path"])
    return render(request, "outbox/outbox.html", {"letters": letters(directory)})
