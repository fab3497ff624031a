"""Why a company could not be connected, or may not be called; each sentence says what to do."""

from collections.abc import Sequence

from nexos.kit.errors import Refused


class NotConnected(Refused):
    """QuickBooks may not be called for this connection."""

    code = "quickbooks_not_connected"


class BadState(Refused):
    """The answer of the consent page does not belong to a walk this person began here, or was used already."""

    code = "quickbooks_state"

    def __init__(self) -> None:
        super().__init__(
            "This answer from Intuit does not belong to a connection you are making in this browser: it was used "
            "already, is older than ten minutes, or was begun by somebody else. Choose “Connect to QuickBooks” again."
        )


class Declined(Refused):
    """The person did not give access at Intuit."""

    code = "quickbooks_declined"

    def __init__(self) -> None:
        super().__init__(
            "Access was declined at Intuit, so nothing was connected. Choose “Connect to QuickBooks” again and allow "
            "access; only an administrator of the QuickBooks company can."
        )


class ConsentRefused(Refused):
    """Intuit ended the walk for a reason of its own; `error` is its word for it (RFC 6749 §4.1.2.1)."""

    code = "quickbooks_consent"

    def __init__(self, error: str) -> None:
        super().__init__(
            f"Intuit refused the request for access ({error[:60]}), so nothing was connected. Check in Intuit's portal "
            "that the app is active and may use the accounting scope, then connect again."
        )


class CodeExpired(Refused):
    """Intuit does not take the code of the consent page (any more)."""

    code = "quickbooks_code"

    def __init__(self) -> None:
        super().__init__(
            "Intuit's permission could not be redeemed: it is good once and for a few minutes, and only for the "
            "redirect address registered at Intuit. Nothing was connected. Choose “Connect to QuickBooks” again."
        )


class WrongCredentials(Refused):
    """Intuit does not know this client id and secret."""

    code = "quickbooks_credentials"

    def __init__(self) -> None:
        super().__init__(
            "Intuit does not accept this client id and client secret. Copy both again from “Keys and credentials” of "
            "your app in Intuit's portal, save them here, and connect again."
        )


class WrongEnvironment(Refused):
    """The keys were accepted, but not for this company in this environment (403, code 3100)."""

    code = "quickbooks_environment"

    def __init__(self, environment: str) -> None:
        super().__init__(
            f"QuickBooks does not let these keys into that company in the {environment} environment, so nothing was "
            "connected. Development keys open sandbox companies only, and production keys real companies only: check "
            "which keys you saved and which environment you chose, then connect again."
        )


class OtherCompany(Refused):
    """Somebody reconnected with a company that is not the one this connection belongs to."""

    code = "quickbooks_other_company"

    def __init__(self, chosen: str, expected: str) -> None:
        super().__init__(
            f"You signed in to “{chosen}”, but this connection belongs to “{expected}”. Nothing was changed. Connect "
            "again and choose that company, or start afresh under Advanced."
        )


class Undecided(Refused):
    """The connection is not archived while documents may be in its company without our knowing."""

    code = "quickbooks_undecided"

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))


class OwnedElsewhere(Refused):
    """The company is connected to another tenant of this installation, which is not named."""

    code = "quickbooks_owned_elsewhere"

    def __init__(self, company: str) -> None:
        super().__init__(
            f"“{company}” is connected to another NEXOS CORE account already, and a QuickBooks company can be "
            "connected to one only. Disconnect it there first, or connect again and choose another company."
        )


class Unreachable(Refused):
    """Intuit or QuickBooks gave no usable answer while connecting."""

    code = "quickbooks_unreachable"
    status = 502

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} gave no usable answer, so nothing was connected. Check that this server can reach Intuit, then "
            "connect again in a minute."
        )
