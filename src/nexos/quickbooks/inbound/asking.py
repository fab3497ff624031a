"""Several questions in one call.

A batch is one call on the wire, however many questions it carries (Intuit meters each of them). Where it gets no
answer, or is refused for one of them, they are asked one by one.
"""

from collections.abc import Sequence
from uuid import uuid4

from qbo import Client
from qbo.batch import Count, Outcome, Query
from qbo.errors import Invalid, NotAllowed, QboError, Unavailable


def ask(client: Client, questions: Sequence[Query | Count]) -> list[Outcome]:
    """An outcome for each question: a page, a number, or why there is none. Raises QboError when QuickBooks cannot be
    asked at all."""
    if not questions:
        return []
    try:
        return list(client.batch(questions, uuid4().hex).items)
    except (Unavailable, NotAllowed, Invalid):
        return [_ask_alone(client, question) for question in questions]


def _ask_alone(client: Client, asked: Query | Count) -> Outcome:
    try:
        if isinstance(asked, Count):
            return client.count(asked.entity, asked.where)
        page = client.query(asked.entity, where=asked.where, limit=asked.limit)
        if not page.count and client.count(asked.entity, asked.where):
            return Unavailable(f"QuickBooks sent no {asked.entity} objects although it counts some")
    except QboError as error:
        return error
    return page
