"""An entity as data: properties, verbs, what a query may filter and sort by."""

from dataclasses import dataclass
from functools import cached_property

from qbo_emulator.catalog.fields import Field, flag, opaque, read_only, text
from qbo_emulator.store.text import Json

EVERYWHERE = (
    text("domain"),
    flag("sparse"),
    text("Id"),
    text("SyncToken"),
    read_only(opaque("MetaData")),
)
"""Properties of every object, in the place the service writes them (recorded)."""

READ = frozenset({"read"})
LISTED = READ | {"create", "update"}
DOCUMENT = LISTED | {"delete"}
VOIDABLE = DOCUMENT | {"void"}


@dataclass(frozen=True)
class Entity:
    """What the emulator knows of one entity.

    `sequence` names the counter its ids come from: all transactions share one, and so do customers, vendors and
    employees (recorded: no id of the sample company occurs in two of them). `fields` are in the order the
    service writes them; an entity without fields is stored, read and queried by Id and MetaData, not written.
    """

    name: str
    fields: tuple[Field, ...] = ()
    verbs: frozenset[str] = READ
    sequence: str = ""
    filterable: frozenset[str] = frozenset()
    sortable: frozenset[str] = frozenset()
    default_order: str = "MetaData.LastUpdatedTime DESC"
    has_active: bool = False
    in_cdc: bool = True
    deleted_without_token: bool = False
    """Whether a delete needs no SyncToken (recorded for Attachable)."""
    source: str = ""
    """What this description rests on: Intuit's page, the schema, a recording."""

    @property
    def numbers_from(self) -> str:
        """The counter new ids come from."""
        return self.sequence or self.name

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The properties by name."""
        return {field.name: field for field in self.fields}

    def ordered(self, obj: Json) -> Json:
        """The object with its properties as the service writes them; those not described come last."""
        return {field.name: obj[field.name] for field in self.fields if field.name in obj} | obj


def names(listed: str) -> frozenset[str]:
    """`names("Id DisplayName")`: the property names in a blank-separated list."""
    return frozenset(listed.split())
