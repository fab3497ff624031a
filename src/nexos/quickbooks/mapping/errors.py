"""Why two records could not be linked; each names both sides."""

from nexos.kit.errors import Refused


class Taken(Refused):
    """One of the two is linked to something else already."""

    code = "link_taken"

    def __init__(self, record: str, partner: str) -> None:
        super().__init__(f"“{record}” is linked to “{partner}” already. Undo that link first, or choose another.")


class GoneThere(Refused):
    """The object was deleted in QuickBooks."""

    code = "gone_in_quickbooks"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” was deleted in QuickBooks, so nothing can be linked to it. Choose another.")


class ConnectionArchived(Refused):
    """Links of an archived connection are a record of what was."""

    code = "connection_archived"

    def __init__(self, company: str) -> None:
        super().__init__(f"The connection to “{company}” is archived: its links can be read, not changed.")


class NotLinked(Refused):
    """There is no link to undo."""

    code = "not_linked"

    def __init__(self, record: str) -> None:
        super().__init__(f"“{record}” is not linked, so there is nothing to undo.")


class NotLeftUnlinked(Refused):
    """There is no decision to take back."""

    code = "not_left_unlinked"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” was not left unlinked, so there is nothing to take back. Load the page again.")


class DoesNotFit(Refused):
    """An object of another type than what is asked for."""

    code = "does_not_fit"

    def __init__(self, ours: str, theirs: str, why: str) -> None:
        super().__init__(f"“{theirs}” does not fit “{ours}”. {why}")
