"""Facts and questions: how a domain app is heard by others without knowing them.

A fact says what happened (`publish`); its listeners run inside the publisher's transaction, so what they write is kept
or lost together with it. A question asks whether something may happen (`ask`); each listener may answer with a refusal.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has happened to a record of `tenant_id`. `cause` is "person", "rule" or "quickbooks"."""

    tenant_id: UUID
    cause: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is about to happen to a record of `tenant_id`."""

    tenant_id: UUID


_listeners: defaultdict[type, list[Callable[[Any], Any]]] = defaultdict(list)


def listens[F: Fact](to: type[F]) -> Callable[[Callable[[F], None]], Callable[[F], None]]:
    """Registers the decorated function for facts of exactly this type."""

    def register(listener: Callable[[F], None]) -> Callable[[F], None]:
        _listeners[to].append(listener)
        return listener

    return register


def answers[Q: Question](to: type[Q]) -> Callable[[Callable[[Q], str | None]], Callable[[Q], str | None]]:
    """Registers the decorated function for questions of this type; it returns the reason of a refusal, or None."""

    def register(listener: Callable[[Q], str | None]) -> Callable[[Q], str | None]:
        _listeners[to].append(listener)
        return listener

    return register


def publish(fact: Fact) -> None:
    """Tells every listener, now and in this transaction; a listener's exception undoes the publisher's work too."""
    for listener in _listeners[type(fact)]:
        listener(fact)


def ask(question: Question) -> list[str]:
    """The reasons against it; empty when it may happen."""
    return [reason for listener in _listeners[type(question)] if (reason := listener(question))]
