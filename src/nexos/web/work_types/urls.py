"""Addresses of work types and billing roles."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from nexos.timekeeping.models import BillingRole, Label, WorkType
from nexos.web.work_types import views

_LABELS: tuple[tuple[str, type[Label]], ...] = (("work-type", WorkType), ("billing-role", BillingRole))


def _of_each() -> Iterator[URLPattern]:
    for slug, of in _LABELS:
        at, given = f"settings/{slug}s", {"of": of}
        yield path(f"{at}/add", views.add, given, name=f"add-{slug}")
        yield path(f"{at}/<uuid:label_id>/rename", views.rename, given, name=f"rename-{slug}")
        yield path(f"{at}/<uuid:label_id>/retire", views.retire, given, name=f"retire-{slug}")
        yield path(f"{at}/<uuid:label_id>/bring-back", views.bring_back, given, name=f"bring-back-{slug}")


urlpatterns = [path("settings/work-types", views.work_types, name="work-types"), *_of_each()]
