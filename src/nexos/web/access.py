"""Who may open a page: every view says so itself, and a view that says nothing cannot be opened without signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from nexos.accounts import queries as accounts
from nexos.kit.tenancy import scope

type View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """Asks `accounts.queries.require` for `permission` before the view runs. Raises Forbidden."""

    def protect(view: View) -> View:
        @wraps(view)
        def protected(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with scope(request.tenant.id):  # there already, but for a view `outside_scope`
                accounts.require(request.actor, permission)
            return view(request, *args, **kwargs)

        protected.permission = permission  # type: ignore[attr-defined]
        return protected

    return protect


def signed_in(view: View) -> View:
    """Marks a view that needs no more than being signed in; it shows each part only to those who may see it."""
    view.permission = ""  # type: ignore[attr-defined]
    return view


def outside_scope(view: View) -> View:
    """Marks a view that calls QuickBooks: it opens `scope` around its reads and writes itself."""
    view.outside_scope = True  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """Marks a view that is served without signing in: the sign-in page itself, and the health check."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view
