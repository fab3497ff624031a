"""One claimed delivery, frozen: everything the worker needs while no transaction is open. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from nexos.quickbooks.state.facts import Facts


class Step(StrEnum):
    """What the worker does with the generation."""

    SEND = "send"  # nothing of it can be there: send the bytes
    LOOK = "look"  # it may be there: look for it
    READ = "read"  # a person said which document it is: read that one


@dataclass(frozen=True, slots=True)
class Held:
    """A push this worker holds, under `fence`, and the document it is about; `number` is ours."""

    tenant_id: UUID
    connection_id: UUID
    push_id: UUID
    fence: int
    kind: str
    record_id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class Task:
    """`markers` are those of all generations, the live one first; `chosen_qbo_id` is for READ."""

    held: Held
    operation: str
    currency: str
    company_id: UUID
    asked_by: str
    failures: int
    generation_id: UUID
    attempt_id: UUID
    step: Step
    entity: str
    request_id: str
    payload: bytes
    markers: tuple[str, ...]
    expected: Facts
    first_attempt_at: datetime
    looks: int
    chosen_qbo_id: str
