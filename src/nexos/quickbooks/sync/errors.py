"""Why a sync cannot start."""

from nexos.kit.errors import Refused


class AlreadySyncing(Refused):
    """One sync per connection at a time."""

    code = "quickbooks_syncing"

    def __init__(self) -> None:
        super().__init__("A sync of this connection is going on already. Wait until it has ended, then sync again.")
