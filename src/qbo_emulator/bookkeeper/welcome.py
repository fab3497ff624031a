"""The front page: what this is, how a client is pointed at it, and the companies."""

from markupsafe import Markup
from werkzeug import Request, Response
from werkzeug.utils import redirect

from qbo_emulator.oauth.apps import DEFAULT_APP
from qbo_emulator.pages import Template, page
from qbo_emulator.samples import SIZES, fill
from qbo_emulator.world import World

_welcome = Template(__package__, "welcome.html")
_company = Template(__package__, "welcome_company.html")
_notice = Template(__package__, "notice.html")

NONE_YET = Markup('<li class="hint">None yet. Make one below, or seed raw objects.</li>')


def show(world: World, request: Request) -> Response:
    """GET /."""
    return _page(world, request.host_url.rstrip("/"))


def add_company(world: World, request: Request) -> Response:
    """POST /bookkeeper: generate a sample company and open it."""
    size = request.form.get("size", "")
    if size not in SIZES:
        return _page(world, request.host_url.rstrip("/"), f"Choose a size: {', '.join(SIZES)}.")
    company, _counts = fill(world, None, size, seed=1)
    return redirect(f"/bookkeeper/{company.realm_id}", 303)


def unknown_company(world: World, realm_id: str) -> Response:
    """The front page, saying that there is no such company."""
    return _page(world, "", f"There is no company {realm_id}. Choose one of these.", 404)


def _page(world: World, base: str, problem: str = "", status: int = 200) -> Response:
    companies = [{"realm_id": company.realm_id, "name": company.name} for company in world.companies()]
    body = _welcome(
        problem=_notice(tone="bad", text=problem) if problem else "",
        companies=_company.each(companies) or NONE_YET,
        base=base,
        client_id=DEFAULT_APP.client_id,
        client_secret=DEFAULT_APP.client_secret,
    )
    return page("Welcome", body, status)
