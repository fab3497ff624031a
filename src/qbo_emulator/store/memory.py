"""Answers kept by request id, so that a repeated request is answered and not done again."""

from dataclasses import dataclass

from qbo_emulator.store.ledger import Ledger, Noted


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer to repeat byte for byte."""

    status: int
    body: bytes


class RequestMemory:
    """The answers of one company by request id.

    Unique per company for all requests; a repeated id does not redo the operation, the original response is
    returned (Intuit, "Request id", 2015-04-06). How long the live service keeps them is not known: here for good.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._answers = Noted(ledger, "answer", Answer)

    def recall(self, request_id: str) -> Answer | None:
        """The answer first given under this id."""
        return self._answers.get(request_id)

    def keep(self, request_id: str, answer: Answer) -> None:
        """Remember the answer to this id."""
        self._answers[request_id] = answer

    def forget(self) -> None:
        """Forget all ids, as a service would after its retention time."""
        self._answers.clear()
