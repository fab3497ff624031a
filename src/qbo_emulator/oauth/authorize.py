"""`/connect/oauth2`: a person chooses a company and lets the app in, or declines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from markupsafe import Markup
from werkzeug import Request, Response
from werkzeug.utils import redirect

from qbo_emulator.oauth.apps import App
from qbo_emulator.oauth.authorization import ACCOUNTING_SCOPE, SCOPES, AuthorizationServer
from qbo_emulator.oauth.grants import Code
from qbo_emulator.pages import Template, page
from qbo_emulator.world import Company, UnknownCompany

_consent = Template(__package__, "consent.html")
_scope = Template(__package__, "consent_scope.html")
_choice = Template(__package__, "consent_company.html")
_field = Template(__package__, "consent_field.html")
_no_company = Template(__package__, "consent_no_company.html")
_problem = Template(__package__, "problem.html")

SCOPE_WORDS = {
    ACCOUNTING_SCOPE: "Read and change your accounting data",
    "com.intuit.quickbooks.payment": "Process payments",
    "openid": "Know who you are",
    "profile": "See your name",
    "email": "See your email address",
    "phone": "See your phone number",
    "address": "See your address",
}


CARRIED = (
    "client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
)  # fmt: skip
"""What the consent form repeats of the request it was asked by."""


class Unverified(Exception):
    """Nothing is known that could be trusted with a redirect; the person is told instead."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An authorization request whose app and redirect address are verified."""

    app: App
    redirect_uri: str
    parameters: Mapping[str, str]

    @property
    def scopes(self) -> tuple[str, ...]:
        return tuple(self.parameters.get("scope", "").split())

    def go_back(self, **outcome: str) -> Response:
        """To the app, with the outcome and its own state."""
        parts = urlsplit(self.redirect_uri)
        if "state" in self.parameters:
            outcome["state"] = self.parameters["state"]
        query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *outcome.items()])
        return redirect(urlunsplit(parts._replace(query=query)))


def authorize(server: AuthorizationServer, request: Request) -> Response:
    """Show the consent page, or act on what the person chose there (or `auto_approve=1` on their behalf).

    RFC 6749 §4.1.2.1: a wrong app or redirect address is told to the person and never redirected; every other
    mistake goes back to the app.
    """
    try:
        asking = _asking(server, request)
    except Unverified as problem:
        return page("Not connected", _problem(text=problem), 400)
    mistake = _mistake(asking.parameters)
    if mistake:
        error, description = mistake
        return asking.go_back(error=error, error_description=description)
    if request.values.get("decision") == "decline":
        return asking.go_back(error="access_denied", error_description="The person declined")
    if request.method == "POST" or request.args.get("auto_approve") == "1":
        return _connect(server, asking, request.values.get("realm_id", ""))
    return _ask(server, asking)


def _asking(server: AuthorizationServer, request: Request) -> Asking:
    values = request.values
    app = server.apps.find(values.get("client_id", ""))
    if app is None:
        raise Unverified("The app that sent you here is not registered: its client_id is missing or wrong.")
    redirect_uri = values.get("redirect_uri", "")
    if not app.accepts_redirect(redirect_uri):
        raise Unverified(
            f"The redirect_uri of {app.name} is missing or is not one of its registered addresses. "
            "Register it with POST /_emulator/apps."
        )
    return Asking(app, redirect_uri, values)


def _mistake(values: Mapping[str, str]) -> tuple[str, str] | None:
    """The OAuth error and its description, if the request cannot be granted whatever the person says."""
    if values.get("response_type") != "code":
        return "unsupported_response_type", "response_type must be code"
    if not values.get("state"):
        return "invalid_request", "state is missing"
    if not values.get("scope", "").strip():
        return "invalid_scope", "scope is missing"
    unknown = [scope for scope in values["scope"].split() if scope not in SCOPES]
    if unknown:
        return "invalid_scope", f"{unknown[0]} is not a scope"
    if "code_challenge" in values and values.get("code_challenge_method") != "S256":
        return "invalid_request", "code_challenge_method must be S256"
    return None


def _connect(server: AuthorizationServer, asking: Asking, realm_id: str) -> Response:
    try:
        company = server.world.company(realm_id)
    except UnknownCompany:
        text = f"There is no company {realm_id}." if realm_id else "No company was chosen (realm_id is missing)."
        return page("Not connected", _problem(text=text), 400)
    challenge, nonce = asking.parameters.get("code_challenge"), asking.parameters.get("nonce")
    code = Code(asking.app.client_id, company.realm_id, asking.redirect_uri, asking.scopes, challenge, nonce)
    return asking.go_back(code=server.grants.issue_code(code), realmId=company.realm_id)


def _ask(server: AuthorizationServer, asking: Asking) -> Response:
    companies = server.world.companies()
    target = urlsplit(asking.redirect_uri)
    body = _consent(
        app=asking.app.name,
        back=target.netloc,
        scopes=_scope.each({"words": SCOPE_WORDS[scope]} for scope in asking.scopes),
        fields=_field.each(
            {"name": name, "value": asking.parameters[name]} for name in CARRIED if name in asking.parameters
        ),
        companies=_choice.each(_choices(companies)) or _no_company(),
        disabled="" if companies else Markup("disabled"),
    )
    return page(f"Connect {asking.app.name}", body, form_targets=f"{target.scheme}://{target.netloc}")


def _choices(companies: list[Company]) -> Iterator[dict[str, object]]:
    for company in companies:
        first = company is companies[0]
        yield {"realm_id": company.realm_id, "name": company.name, "checked": Markup("checked") if first else ""}
