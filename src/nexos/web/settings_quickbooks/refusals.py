"""Why connecting did not work, carried to the settings page: people read it there, after the address was cleaned."""

from typing import Any

from nexos.kit.errors import Refused

_KEY = "quickbooks_refusal"


def keep(request: Any, refusal: Refused) -> None:
    """Shows the refusal's sentence on the settings page, once."""
    keep_text(request, refusal.message)


def keep_text(request: Any, sentence: str) -> None:
    """The same for a sentence that is no refusal, but needs to be read all the same."""
    request.session[_KEY] = sentence


def taken(request: Any) -> str:
    """What is to be shown, if anything; it is not shown again."""
    sentence: str = request.session.pop(_KEY, "")
    return sentence
