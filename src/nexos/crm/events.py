"""Facts about companies."""

from dataclasses import dataclass
from uuid import UUID

from nexos.kit.events import Fact


@dataclass(frozen=True, slots=True)
class CompaniesEntered(Fact):
    """There are these companies from now on."""

    company_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class CompanyChanged(Fact):
    """These fields of a company have been written; they may be as they were."""

    company_id: UUID
    fields: frozenset[str]
