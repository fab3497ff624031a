"""Why a notification is not taken."""

from nexos.kit.errors import NexosError


class Unproven(NexosError):
    """No verifier token that is saved here, for a company the notification names, made its signature."""

    status = 401
    code = "webhook_signature"

    def __init__(self) -> None:
        super().__init__(
            "This notification is not signed with the verifier token of a connection it is about. Copy the token from "
            "Intuit's portal into Settings, QuickBooks."
        )
