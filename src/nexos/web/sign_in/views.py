"""Signing in by email and password, and out."""

from datetime import timedelta
from math import ceil
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nexos.kit import clock
from nexos.web.access import open_to_all, signed_in
from nexos.web.sign_in.forms import SignInForm
from nexos.web.sign_in.guessing import is_guessing


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The card with email and password. An unknown email gets the same words, in the same time, as a wrong password."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_back_to(request))
        return _card(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _card(request, form, status=422)
    email, password = form.cleaned_data["email"].lower(), form.cleaned_data["password"]
    if not AxesProxyHandler.is_allowed(request, {"email": email}):
        return resting(request, None, {"email": email})
    if is_guessing(request, email):
        return _card(request, form, status=429, guessing=True)
    person = authenticate(request, email=email, password=password)
    if person is None:
        return _card(request, form, status=422, wrong_pair=True)
    login(request, person)
    return HttpResponseRedirect(_back_to(request))


@require_POST
@signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session here; other browsers stay signed in."""
    logout(request)
    return HttpResponseRedirect(f"{reverse('sign-in')}?out=1")


def resting(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """After five wrong tries from one address the account rests; django-axes calls this in place of any answer."""
    email = (credentials or {}).get("email") or request.POST.get("email", "")
    form = SignInForm(initial={"email": email})
    return _card(request, form, status=429, minutes_left=_minutes_left(email))


def _minutes_left(email: str) -> int:
    rests = get_cool_off() or timedelta()
    last = AccessAttempt.objects.filter(username=email.lower()).order_by("-attempt_time").first()
    return max(1, ceil((last.attempt_time + rests - clock.now()) / timedelta(minutes=1))) if last else 1


def _card(request: HttpRequest, form: SignInForm, status: int = 200, **shown: Any) -> HttpResponse:
    shown |= {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "ended": "ended" in request.GET,
        "signed_out": "out" in request.GET,
    }
    return render(request, "sign_in/sign_in.html", shown, status=status)


def _back_to(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("dashboard")
