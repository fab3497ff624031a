"""Answers kept by request id, so that a repeated request is answered and not done again."""

from dataclasses import dataclass

from qbo_emulator.store.ledger import Ledger, Noted

JSON = "application/json;charset=utf-8"
MOST_ANSWERS = 10_000
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer to repeat byte for byte."""

    status: int
    body: bytes
    content_type: str = JSON


class RequestMemory:
    """The answers of one company by request id.

    Unique per company for all requests; a repeated id does not redo the operation, the original response is
    returned (Intuit, "Request id", 2015-04-06). How long the live service keeps them is not known: here the latest
    10,000 answers, or as many as fit into 64 MB.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._answers = Noted(ledger, "answer", Answer)
        self._bytes = sum(len(answer.body) for answer in self._answers.values())

    def recall(self, request_id: str) -> Answer | None:
        """The answer first given under this id."""
        return self._answers.get(request_id)

    def keep(self, request_id: str, answer: Answer) -> None:
        """Remember the answer to this id; the oldest are forgotten to make room."""
        self._answers[request_id] = answer
        self._bytes += len(answer.body)
        while len(self._answers) > MOST_ANSWERS or (self._bytes > MOST_BYTES and len(self._answers) > 1):
            self._bytes -= len(self._answers.pop(next(iter(self._answers))).body)

    def forget(self) -> None:
        """Forget all ids, as a service would after its retention time."""
        self._answers.clear()
        self._bytes = 0
