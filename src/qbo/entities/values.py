"""The small shapes that many entities share. Source: Intuit's published schemas, recorded objects."""

from __future__ import annotations

from datetime import datetime

from qbo.entities.record import Record


class Ref(Record):
    """A pointer to another object. Only `value`, its Id, identifies: `name` is optional and may be old (recorded)."""

    value: str
    name: str | None = None
    type: str | None = None


class MetaData(Record):
    """Whole seconds, with an offset. LastUpdatedTime also moves when nothing visible changed (recorded)."""

    CreateTime: datetime | None = None
    LastUpdatedTime: datetime | None = None


class Entity(Record):
    """What every object has. An object not created yet has no Id and no SyncToken; both are texts, and Ids can be
    longer than 2^53 or no numbers at all (`TAX`)."""

    Id: str | None = None
    SyncToken: str | None = None
    MetaData: MetaData | None = None
    domain: str | None = None
    sparse: bool | None = None


class Address(Record):
    Id: str | None = None
    Line1: str | None = None
    Line2: str | None = None
    Line3: str | None = None
    Line4: str | None = None
    Line5: str | None = None
    City: str | None = None
    Country: str | None = None
    CountrySubDivisionCode: str | None = None
    PostalCode: str | None = None
    Lat: str | None = None
    Long: str | None = None


class Email(Record):
    Address: str | None = None


class Phone(Record):
    FreeFormNumber: str | None = None


class Website(Record):
    URI: str | None = None


class Memo(Record):
    value: str | None = None


class NameValue(Record):
    Name: str | None = None
    Value: str | None = None


class CustomField(Record):
    """Without a StringValue it is only the definition, which QuickBooks repeats on every document."""

    DefinitionId: str | None = None
    Name: str | None = None
    Type: str | None = None
    StringValue: str | None = None


class LinkedTxn(Record):
    TxnId: str | None = None
    TxnType: str | None = None
    TxnLineId: str | None = None
