"""What every section is."""

from abc import ABC, abstractmethod

from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.exceptions.cause import Cause, Chosen, Waiting


class Section(ABC):
    """The causes of one area, for one connection, as far as they are chosen."""

    def __init__(self, connection: Connection, chosen: Chosen) -> None:
        self.connection = connection
        self.place = connection.tenant_id, connection.id
        self.chosen = chosen

    @abstractmethod
    def count(self) -> int:
        """How many there are."""

    @abstractmethod
    def causes(self, start: int, stop: int) -> list[Cause]:
        """Those from position `start` up to `stop`, in a fixed order."""

    def waiting(self, key: str, start: int, stop: int) -> list[Waiting]:
        """The records that wait for the cause `key`, from one position up to another; none if it is not of this
        section or has no records."""
        return []
