"""What a bookkeeper has in front of them."""

from dataclasses import dataclass
from datetime import date

from qbo_emulator.world import Company


@dataclass(frozen=True, slots=True)
class Desk:
    """One company's books on one day (the emulator's Pacific date)."""

    company: Company
    today: date

    @property
    def path(self) -> str:
        """Where its pages are."""
        return f"/bookkeeper/{self.company.realm_id}"
