"""Runs each page for the tenant of the person who is signed in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from nexos.accounts import queries as accounts
from nexos.kit.errors import NexosError
from nexos.kit.tenancy import scope
from nexos.web.errors import error_page

type View = Callable[..., HttpResponseBase]


def outside_scope(view: View) -> View:
    """Marks a view that calls QuickBooks: it opens `scope` itself, around its reads and writes, never around the call."""
    view.outside_scope = True  # type: ignore[attr-defined]
    return view


class TenantScope:
    """Sets `request.tenant` and `request.actor` (the User), and opens the tenant's scope around the view.

    An expected error becomes its page after the scope has ended, so that on PostgreSQL what the view wrote is undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        request.tenant = request.actor = None
        try:
            if not request.user.is_authenticated:
                return view(request, *args, **kwargs)
            request.tenant = request.user.tenant
            with scope(request.tenant.id):
                request.actor = accounts.user_of(request.user)
                if not getattr(view, "outside_scope", False):
                    return view(request, *args, **kwargs)
            return view(request, *args, **kwargs)
        except NexosError as error:
            return self._page(request, error)

    def _page(self, request: Any, error: NexosError) -> HttpResponse:
        if request.tenant is None:
            return error_page(request, error)
        with scope(request.tenant.id):
            return error_page(request, error)
