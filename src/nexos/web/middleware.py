"""What every request passes: it can be read, and its page runs for the tenant of the person signed in."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from nexos.accounts import queries as accounts
from nexos.kit.errors import InvalidInput, NexosError
from nexos.kit.tenancy import scope
from nexos.web.access import View
from nexos.web.errors import error_page

logger = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST")


class Readable:
    """Refuses, before anything looks at it, a request by a method no page answers (TRACE among them), and one with a
    NUL where text is looked up by it: PostgreSQL has no such text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        looked_up = (request.path, unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values())
        if any("\0" in text for text in looked_up):
            raise BadRequest("a NUL in an address or cookie")
        return self.get_response(request)


class TenantScope:
    """Sets `request.tenant` and `request.actor` (the User), and opens the tenant's scope around the view.

    A page is for signed-in people unless its view is `open_to_all`. Times show in the tenant's zone. An expected error
    becomes its page after the scope has ended, so that on PostgreSQL what the view wrote is undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # What a page shows belongs to the person signed in: no proxy or shared browser may keep it.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: Any, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        request.tenant = request.actor = None
        if getattr(view, "open_to_all", False):
            return None  # without asking who it is: the health check answers when the database does not
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        request.tenant = request.user.tenant
        with timezone.override(ZoneInfo(request.tenant.time_zone)):
            try:
                with scope(request.tenant.id):
                    request.actor = accounts.user_of(request.user)
                    if not getattr(view, "outside_scope", False):
                        return view(request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except (NexosError, DataError) as error:
                with scope(request.tenant.id):
                    return error_page(request, _unstorable() if isinstance(error, DataError) else error)


def _unstorable() -> InvalidInput:
    """What a form did not look at and PostgreSQL does not take, such as a NUL in the id of a hidden field."""
    logger.warning("the database refused a value", exc_info=True)
    return InvalidInput(
        {"": "Something in this request cannot be stored, so nothing was changed. Load the page again."}
    )


def _sign_in_first(request: Any) -> HttpResponse:
    """To the sign-in page and back here; it says so when a session has run out rather than never begun."""
    here = request.get_full_path() if request.method == "GET" else "/"
    response = redirect_to_login((request.htmx.current_url_abs_path or "/") if request.htmx else here)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response["Location"] += "&ended=1"
    return HttpResponseClientRedirect(response["Location"]) if request.htmx else response
