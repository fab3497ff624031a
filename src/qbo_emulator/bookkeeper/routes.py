"""The addresses of the bookkeeper's pages."""

from collections.abc import Callable

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect

from qbo_emulator.bookkeeper import customers, deep_links, invoice, invoices, welcome
from qbo_emulator.bookkeeper.desk import Desk
from qbo_emulator.rules.faults import Fault
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.world import UnknownCompany, World

type View = Callable[..., Response]


def _rule(path: str, view: View, method: str = "GET") -> Rule:
    return Rule(path, endpoint=view, methods=[method])


_INVOICE = "/bookkeeper/<realm_id>/invoices/<invoice_id>"
_addresses = Map(
    [
        _rule("/", welcome.show),
        _rule("/bookkeeper", welcome.show),
        _rule("/bookkeeper", welcome.add_company, "POST"),
        _rule("/bookkeeper/<realm_id>", invoices.show),
        _rule("/bookkeeper/<realm_id>/customers", customers.show),
        _rule("/bookkeeper/<realm_id>/customers", customers.add, "POST"),
        _rule(_INVOICE, invoice.show),
        _rule(_INVOICE + "/payment", invoice.record_payment, "POST"),
        _rule(_INVOICE + "/edit", invoice.edit, "POST"),
        _rule(_INVOICE + "/void", invoice.void, "POST"),
        _rule(_INVOICE + "/delete", invoice.delete, "POST"),
        _rule("/app/invoice", deep_links.invoice),
        _rule("/app/recvpayment", deep_links.payment),
        _rule("/app/customerdetail", deep_links.customer),
        _rule("/app/customers", deep_links.customer),
    ],
    strict_slashes=False,
)


def serves(path: str) -> bool:
    """Whether the path is one of the bookkeeper's."""
    return path == "/" or path.startswith(("/bookkeeper", "/app/"))


def handle(world: World, request: Request) -> Response:
    """Answer one request to the bookkeeper's pages."""
    try:
        view, values = _addresses.bind_to_environ(request.environ).match()
        return _open(world, request, view, **values)
    except HTTPException as problem:
        return problem.get_response(environ=request.environ)


def _open(world: World, request: Request, view: View, realm_id: str | None = None, **values: str) -> Response:
    if realm_id is None:
        return view(world, request)
    try:
        company = world.company(realm_id)
    except UnknownCompany:
        return welcome.unknown_company(world, realm_id)
    desk = Desk(company, pacific_day(world.clock.now()))
    try:
        return view(desk, request, **values)
    except Fault:  # what the address names is gone: somebody else deleted it
        return redirect(desk.path, 303)
