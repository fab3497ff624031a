"""What can go wrong inside NEXOS, with the HTTP status it becomes; one place turns it into a page or an exit code."""


class NexosError(Exception):
    """An expected failure, told to a person in one sentence that says what to do."""

    status = 500
    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(NexosError):
    """There is no such record, or it belongs to somebody else: the two look alike on purpose."""

    status = 404
    code = "not_found"


class Forbidden(NexosError):
    """The person lacks a permission."""

    status = 403
    code = "forbidden"

    def __init__(self, message: str, permission: str) -> None:
        super().__init__(message)
        self.permission = permission


class Refused(NexosError):
    """The record's state does not allow it; nothing was changed."""

    status = 409
    code = "refused"


class InvalidInput(NexosError):
    """Malformed input; names each field and keeps what was typed with the caller.

    `fields` maps a field's name to its sentence; line fields are named `lines.0.quantity`.
    """

    status = 422
    code = "invalid"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


class BadSetting(NexosError):
    """A setting of the deployment is unusable; ends the process with one line."""

    code = "setting"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}.")
        self.name = name
