"""Work types and billing roles on one page: each is a name, added, renamed, retired and brought back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nexos.timekeeping import queries, services
from nexos.timekeeping.models import BillingRole, Label, WorkType
from nexos.web.access import needs
from nexos.web.forms import Form, text


class NameForm(Form):
    """The name of a work type or billing role."""

    name = text("Name", most=services.LONGEST_NAME)


@dataclass(frozen=True)
class Section:
    """One of the two on the page: what it is called, what it is for, its rows and the form of a new one."""

    slug: str
    noun: str
    heading: str
    lede: str
    labels: list[Label]
    form: Form

    @property
    def add(self) -> str:
        """Where a new one is posted."""
        return reverse(f"add-{self.slug}")


_SECTIONS: dict[type[Label], tuple[str, str, str]] = {
    WorkType: ("work-type", "Work types", "What was done. An hour is sold as the item of its work type."),
    BillingRole: ("billing-role", "Billing roles", "As whom. Its item is used where the work type has none."),
}


@require_safe
@needs("settings:read")
def work_types(request: Any) -> HttpResponse:
    """Both lists, those in use first."""
    return _page(request)


@require_POST
@needs("settings:write")
def add(request: Any, of: type[Label]) -> HttpResponse:
    """One more."""
    form = NameForm(request.POST)
    if made := form.saved(services.add, request.tenant.id, of):
        messages.success(request, f"“{made.name}” is added")
        return redirect("work-types")
    return _page(request, of, form)


@require_http_methods(["GET", "POST"])
@needs("settings:write")
def rename(request: Any, of: type[Label], label_id: UUID) -> HttpResponse:
    """The form with its name, and what it changes."""
    shown = queries.label(request.tenant.id, of, label_id)
    form = NameForm(request.POST or None, initial={"name": shown.name})
    if changed := form.saved(services.rename, request.tenant.id, of, label_id):
        messages.success(request, f"It is called “{changed.name}” now")
        return redirect("work-types")
    context = {"form": form, "label": shown, "noun": of._meta.verbose_name}
    return render(request, "work_types/rename.html", context, status=422 if form.errors else 200)


@require_POST
@needs("settings:write")
def retire(request: Any, of: type[Label], label_id: UUID) -> HttpResponse:
    """It cannot be chosen any more."""
    retired = services.retire(request.tenant.id, of, label_id)
    messages.success(request, f"“{retired.name}” is retired: it stays on what it is on, and cannot be chosen any more")
    return redirect("work-types")


@require_POST
@needs("settings:write")
def bring_back(request: Any, of: type[Label], label_id: UUID) -> HttpResponse:
    """It can be chosen again."""
    back = services.bring_back(request.tenant.id, of, label_id)
    messages.success(request, f"“{back.name}” can be chosen again")
    return redirect("work-types")


def _page(request: Any, of: type[Label] | None = None, refused: Form | None = None) -> HttpResponse:
    sections = [
        Section(
            slug,
            str(label._meta.verbose_name),
            heading,
            lede,
            sorted(queries.labels(request.tenant.id, label), key=lambda one: not one.active),
            refused if refused and label is of else NameForm(auto_id=f"id_{slug}_%s"),
        )
        for label, (slug, heading, lede) in _SECTIONS.items()
    ]
    return render(request, "work_types/list.html", {"sections": sections}, status=422 if refused else 200)
