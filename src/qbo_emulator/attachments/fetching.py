"""The contents of attached files for whoever holds their address: no token, fifteen minutes."""

from werkzeug import Request, Response

from qbo_emulator.attachments.files import FETCHED_FROM
from qbo_emulator.world import UnknownCompany, World

_REFUSED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
)


def serves(path: str) -> bool:
    """Whether this is the path of an attached file."""
    return path.startswith(FETCHED_FROM)


def handle(world: World, request: Request) -> Response:
    """The file; 403 for an address that is not ours, altered or older than 15 minutes, as the store of the live one."""
    realm_id, _, rest = request.path.removeprefix(FETCHED_FROM).partition("/")
    attachable_id = rest.partition("/")[0]
    content = None
    try:
        company = world.company(realm_id)
        with company.lock:
            record = company.books.shelf("Attachable").get(attachable_id)
            content = company.files.fetched(attachable_id, request.args, world.clock.now()) if record else None
    except UnknownCompany:
        pass
    if content is None or record is None:
        return Response(_REFUSED, 403, content_type="application/xml")
    return Response(content, content_type=record.object().get("ContentType", "application/octet-stream"))
