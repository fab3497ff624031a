"""JSON answers of the OAuth endpoints."""

from typing import Any

from werkzeug import Response

from qbo_emulator.store.text import encode


def answer(value: dict[str, Any], status: int = 200) -> Response:
    """A JSON answer nobody may cache."""
    response = Response(encode(value), status, content_type="application/json;charset=UTF-8")
    response.headers["Cache-Control"] = "no-cache, no-store"
    response.headers["Pragma"] = "no-cache"
    return response


def refusal(error: str, description: str, status: int = 400) -> Response:
    """An error answer; the order of its keys is the live service's (oauth-jsclient, test/mocks)."""
    return answer({"error_description": description, "error": error}, status)
