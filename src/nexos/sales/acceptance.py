"""What a client takes of an offer. Pure: no database, no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from nexos.kit.checks import amount_problem, quantity_problem
from nexos.kit.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Choice:
    """The client's word on one line; a quantity of None takes what was offered."""

    accepted: bool
    quantity: Decimal | None = None


class OfferedLine(Protocol):
    """What there is to decide about a line."""

    @property
    def id(self) -> UUID: ...
    @property
    def quantity(self) -> Decimal: ...
    @property
    def unit_price(self) -> Decimal: ...
    @property
    def optional(self) -> bool: ...
    @property
    def adjustable(self) -> bool: ...


def decide(lines: Sequence[OfferedLine], choices: Mapping[UUID, Choice]) -> list[Choice]:
    """The decision on each line, in line order, with its quantity (None on a line left out).

    Every optional line needs a choice; the others are taken as they stand unless an adjustable one gets another
    quantity. Raises InvalidInput: "lines.0.accepted", "lines.0.quantity", "choices" for a line of another quote,
    "lines" when nothing is taken.
    """
    wrong: dict[str, str] = {}
    if choices.keys() - {line.id for line in lines}:
        wrong["choices"] = "A choice names a line that this quote does not have."
    decisions = []
    for place, line in enumerate(lines):
        choice = choices.get(line.id)
        if problem := _accepted_problem(line, choice):
            wrong[f"lines.{place}.accepted"] = problem
        decision = _decision(line, choice)
        if decision.quantity is not None and (problem := _quantity_problem(line, decision.quantity)):
            wrong[f"lines.{place}.quantity"] = problem
        decisions.append(decision)
    if not wrong and not any(decision.accepted for decision in decisions):
        wrong["lines"] = "Nothing is chosen; choose at least one line, or decline the quote."
    if wrong:
        raise InvalidInput(wrong)
    return decisions


def _decision(line: OfferedLine, choice: Choice | None) -> Choice:
    if choice is None:
        return Choice(True, line.quantity)
    if not choice.accepted:
        return Choice(False)
    return Choice(True, line.quantity if choice.quantity is None else choice.quantity)


def _accepted_problem(line: OfferedLine, choice: Choice | None) -> str:
    if line.optional and choice is None:
        return "Say whether this optional line is taken."
    if not line.optional and choice is not None and not choice.accepted:
        return "This line is part of the quote and cannot be left out."
    return ""


def _quantity_problem(line: OfferedLine, quantity: Decimal) -> str:
    if problem := quantity_problem(quantity):
        return problem
    if not line.adjustable and quantity != line.quantity:
        return f"The quantity of this line is fixed at {line.quantity:f}."
    return amount_problem(quantity, line.unit_price)
