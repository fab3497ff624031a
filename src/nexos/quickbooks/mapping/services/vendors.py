"""Vendors there and vendors here: linked where they are the same, made here where there is none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from nexos.crm.models import Origin
from nexos.kit.errors import InvalidInput, NexosError
from nexos.procurement import queries as procurement
from nexos.procurement import services as vendors
from nexos.procurement.models import Vendor
from nexos.quickbooks.mapping import parties
from nexos.quickbooks.mapping.matching import Kind
from nexos.quickbooks.mapping.models import How, Party, VendorLink
from nexos.quickbooks.mapping.pairs import Pairs
from nexos.quickbooks.mapping.queries import creates_vendors
from nexos.quickbooks.mapping.services.copying import Copies, Created
from nexos.quickbooks.mapping.services.creation import set_creation
from nexos.quickbooks.mirror import models as mirror_models
from nexos.quickbooks.mirror import queries as mirror


class VendorPairs(Pairs[VendorLink]):
    """Vendors there and here; inactive ones may be linked, as orders may still be open with them."""

    model = VendorLink
    party = Party.VENDOR
    there = "qbo_id"
    here = "vendor_id"

    def one_there(self, there_id: str) -> mirror_models.Vendor:
        return mirror.vendor(self.tenant_id, self.connection_id, there_id)

    def all_there(self) -> QuerySet[mirror_models.Vendor]:
        return mirror.vendors(self.tenant_id, self.connection_id, inactive=True)

    def name_here(self, here_id: UUID) -> str:
        return procurement.vendor(self.tenant_id, here_id).name

    def existing_here(self, here_ids: Collection[UUID]) -> set[UUID]:
        return set(procurement.vendor_names(self.tenant_id, here_ids))


class _VendorCopies(Copies[mirror_models.Vendor, Vendor]):
    noun = "vendor"
    pairs = VendorPairs

    def open_ones(self, there_ids: Collection[str]) -> Sequence[mirror_models.Vendor]:
        return list(mirror.vendors(self.tenant_id, self.connection_id).filter(qbo_id__in=there_ids).defer("raw"))

    def details(self, one: mirror_models.Vendor) -> dict[str, Any]:
        term = self._days.get(one.term_id)
        return {
            "name": one.display_name,
            "email": one.email,
            "phone": one.phone,
            "contact": f"{one.given_name} {one.family_name}".strip(),
            **({} if term is None else {"terms_days": term}),
        }

    def enter(self, fields: Iterable[Mapping[str, Any]]) -> Sequence[Vendor | InvalidInput]:
        return vendors.enter_vendors(self.tenant_id, cast(Iterable[vendors.Changes], fields), origin=Origin.LEDGER)

    @cached_property
    def _days(self) -> dict[str, int]:
        terms = mirror.terms(self.tenant_id, self.connection_id, inactive=True).values_list("qbo_id", "due_days")
        return {term_id: days for term_id, days in terms if days is not None}


@dataclass(frozen=True, slots=True)
class VendorsSettled:
    """What was linked to a vendor that was there, and to one that was created for it."""

    linked: int
    created: int


def link_vendor(tenant_id: UUID, connection_id: UUID, qbo_id: str, vendor_id: UUID, by: UUID | None) -> None:
    """Links by hand. Raises NotFound; GoneThere; Taken when one of the two is linked to another; ConnectionArchived."""
    VendorPairs(tenant_id, connection_id).link(qbo_id, vendor_id, How.BY_HAND, by)


def unlink_vendor(tenant_id: UUID, connection_id: UUID, qbo_id: str, by: UUID | None) -> None:
    """Undoes the link. Raises NotLinked or ConnectionArchived."""
    VendorPairs(tenant_id, connection_id).unlink(qbo_id, by)


def accept_vendors(
    tenant_id: UUID, connection_id: UUID, pairs: Iterable[tuple[str, UUID]], by: UUID | None
) -> dict[str, NexosError | None]:
    """Links several suggestions (QuickBooks' vendor, ours); each stands or falls alone: by QuickBooks' vendor None or
    why it was refused."""
    return VendorPairs(tenant_id, connection_id).link_many(pairs, How.BY_HAND, by)


def settle_vendors(tenant_id: UUID, connection_id: UUID) -> VendorsSettled:
    """After a pull: links every active vendor that is exactly one of ours both ways and, once a person has allowed it,
    makes vendors of those that match none."""
    exact = parties.exact(*parties.vendor_matcher(tenant_id, connection_id))
    linked = VendorPairs(tenant_id, connection_id).link_all(exact) if exact else 0
    if not creates_vendors(tenant_id, connection_id):
        return VendorsSettled(linked, 0)
    return VendorsSettled(linked, _create_unmatched(tenant_id, connection_id, None).made)


def create_missing_vendors(
    tenant_id: UUID, connection_id: UUID, by: UUID, qbo_ids: Collection[str] | None = None
) -> Created:
    """Makes and links a vendor for each in QuickBooks that matches none, and from now on for new ones too.

    With `qbo_ids`, for exactly these, whatever they resemble (a person has looked), and nothing changes for later ones.
    Raises ConnectionArchived.
    """
    if qbo_ids is not None:
        return _VendorCopies(tenant_id, connection_id).create(qbo_ids, by)
    set_creation(tenant_id, connection_id, create_vendors=True)
    return _create_unmatched(tenant_id, connection_id, by)


def _create_unmatched(tenant_id: UUID, connection_id: UUID, by: UUID | None) -> Created:
    open_ones, matcher = parties.vendor_matcher(tenant_id, connection_id)
    unmatched = [one.id for one in open_ones if matcher.suggestion(one).kind is Kind.NONE]
    return _VendorCopies(tenant_id, connection_id).create(unmatched, by)
