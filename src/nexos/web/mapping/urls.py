"""Addresses of the mapping."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from nexos.web.mapping import assigned, choosing, customers, deciding, people, together
from nexos.web.mapping.kinds import CUSTOMERS, EMPLOYEES, MANY_TO_ONE, ONE_TO_ONE, TABS, VENDORS


def _one_to_one() -> Iterator[URLPattern]:
    for kind in ONE_TO_ONE:
        at, given = f"mapping/{kind.slug}s", {"kind": kind}
        yield path(f"{at}/link", deciding.link, given, name=f"link-{kind.slug}")
        yield path(f"{at}/unlink", deciding.unlink, given, name=f"unlink-{kind.slug}")
        yield path(f"{at}/of/<str:there_id>", choosing.for_there, given, name=f"mapping-{kind.slug}")
        if kind.here_slug:
            at = f"mapping/{kind.here_slug}/<uuid:here_id>"
            yield path(at, choosing.for_here, given, name=f"mapping-{kind.here_slug}")
    for kind in (CUSTOMERS, EMPLOYEES, VENDORS):
        at, given = f"mapping/{kind.slug}s", {"kind": kind}
        yield path(f"{at}/leave", deciding.leave_unlinked, given, name=f"leave-{kind.slug}")
        yield path(f"{at}/take-back", deciding.take_back, given, name=f"take-back-{kind.slug}")
        if kind.copied_by:
            yield path(f"{at}/create", deciding.create, given, name=f"create-from-{kind.slug}")
        if kind is not CUSTOMERS:
            yield path(f"{at}/", people.people_list, given, name=kind.pages)
            yield path(f"{at}/accept", people.accept, given, name=f"accept-{kind.slug}s")
            yield path(f"{at}/leave-others", people.leave_others, given, name=f"leave-other-{kind.slug}s")


def _many_to_one() -> Iterator[URLPattern]:
    for tab in TABS:
        if tab.kinds:
            yield path(f"mapping/{tab.slug}/", assigned.assigned_list, {"tab": tab}, name=tab.pages)
            yield path(f"mapping/{tab.slug}/accept", assigned.accept, {"tab": tab}, name=f"accept-{tab.slug}")
    for kind in MANY_TO_ONE.values():
        at, given = f"mapping/{kind.slug}", {"kind": kind}
        yield path(f"{at}/link", deciding.assign, given, name=f"link-{kind.slug}")
        yield path(f"{at}/unlink", deciding.unassign, given, name=f"unlink-{kind.slug}")
        yield path(f"{at}/for/<str:key>", choosing.for_ours, given, name=f"mapping-{kind.here_slug}")


urlpatterns = [
    path("mapping/", customers.customer_list, name="mapping-customers"),
    path("mapping/customers/sure", together.sure, name="mapping-sure"),
    path("mapping/customers/accept", together.accept, name="accept-matches"),
    path("mapping/customers/create-missing", together.create_missing, name="create-missing-companies"),
    path("mapping/customers/together/<uuid:bulk_id>", together.results, name="mapping-results"),
    path("mapping/customers/together/<uuid:bulk_id>/stop", together.stop, name="stop-together"),
    path("mapping/vendors/create-missing", people.create_missing_vendors, name="create-missing-vendors"),
    *_one_to_one(),
    *_many_to_one(),
]
