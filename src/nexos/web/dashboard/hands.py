"""What needs a person, each with its way out: the first of the exceptions."""

from dataclasses import dataclass

from nexos.accounts.models import User
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.exceptions.queries import open_causes
from nexos.web.exceptions.words import Told, told

MOST_SHOWN = 5


@dataclass(frozen=True)
class Hands:
    """The most pressing causes, and how many there are in all."""

    shown: list[Told]
    count: int


def hands(actor: User, connection: Connection | None) -> Hands:
    """Nothing before a company is connected."""
    if connection is None:
        return Hands([], 0)
    causes = open_causes(actor.tenant_id, connection)
    return Hands([told(cause, actor) for cause in causes[:MOST_SHOWN]], causes.count())
