"""Reading what Django's file backend wrote: each file is one or several messages, with a rule of dashes after each."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

_RULE = "-" * 79


@dataclass(frozen=True)
class Letter:
    """One mail, as text; `at` is its own Date, aware."""

    subject: str
    to: str
    at: datetime
    text: str


def letters(directory: Path) -> list[Letter]:
    """The newest first; none where nothing was ever written."""
    files = directory.glob("*.log") if directory.is_dir() else ()
    found = [_letter(part) for file in files for part in file.read_text().split(_RULE) if part.strip()]
    return sorted(found, key=lambda letter: letter.at, reverse=True)


def _letter(text: str) -> Letter:
    message = email.message_from_string(text.lstrip(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return Letter(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=parsedate_to_datetime(str(message["Date"])),
        text=body.get_content() if body else "",
    )
