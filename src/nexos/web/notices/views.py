"""The webhook: one address for all tenants, opened by Intuit alone."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nexos.quickbooks.notices.errors import Unproven
from nexos.quickbooks.notices.receive import receive
from nexos.web.access import open_to_all

TOO_LONG = 2_000_000  # bytes; Intuit's longest are about half of it


@csrf_exempt
@open_to_all
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """200 once a genuine notification is stored, 401 for any other, 413 for one that is too long.

    The signature decides, so every content type is taken: Intuit uses application/json and, for CloudEvents,
    application/cloudevents+json.
    """
    try:
        body = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413)
    except UnreadablePostError:
        return HttpResponse(status=400)
    if len(body) >= TOO_LONG:
        return HttpResponse(status=413)
    try:
        receive(body, request.headers.get("intuit-signature", ""))
    except Unproven as refusal:
        return HttpResponse(refusal.message, status=refusal.status, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=200)
