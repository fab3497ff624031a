"""What is known of one error code."""

from dataclasses import dataclass

CONTROL_FAULT_ONLY = "control fault only"
"""The cause of a code the API itself brings about nowhere."""


@dataclass(frozen=True, slots=True)
class Code:
    """One error code: HTTP `status`, fault `type`, `message`, a `detail` pattern ({} is what differs), `cause`."""

    code: str
    status: int
    type: str
    message: str
    detail: str
    cause: str

    @property
    def envelope(self) -> str:
        """`gateway` (lower-case keys, before the service is reached) or `service`."""
        return "gateway" if self.type in ("AUTHENTICATION", "SERVICE") else "service"


def refusal(code: str, message: str, detail: str, cause: str = CONTROL_FAULT_ONLY) -> Code:
    """A code of the service itself that is answered with HTTP 400, as nearly all are."""
    return Code(code, 400, "ValidationFault", message, detail, cause)
