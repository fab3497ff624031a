"""A state as people see it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    """A tone of the design system, an icon of the sprite, and words; `plain` (untinted) for what is fine or over."""

    tone: str
    icon: str
    words: str
    plain: bool = False
