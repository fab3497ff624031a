"""A statement cut into words, strings, numbers and signs."""

import re
from dataclasses import dataclass
from enum import Enum

from qbo_emulator.rules.faults import query_unreadable


class Kind(Enum):
    """What a token is, named as the service's parser names it in its errors (recorded)."""

    WORD = "IDENTIFIER"
    STRING = "STRING"
    NUMBER = "INTEGER"
    SIGN = "SIGN"
    END = "EOF"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `text` of a string is without quotes and escapes. `column` counts from 1."""

    kind: Kind
    text: str
    column: int

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these keywords, in any case."""
        return self.kind is Kind.WORD and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Whether this is one of these signs."""
        return self.kind is Kind.SIGN and self.text in signs


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<STRING>'(?:[^'\\]|\\.)*')
      | (?P<NUMBER>[+-]?\d+(?:\.\d+)?(?![\w.-]))
      | (?P<WORD>[A-Za-z_][\w.]*|\d[\w:.+-]*)
      | (?P<SIGN><=|>=|!=|[=<>(),*])
      | (?P<END>$)
    )""",
    re.VERBOSE | re.DOTALL,
)


def cut(statement: str) -> list[Token]:
    """All tokens of a statement, closed by END. Raises Fault 4000 where it cannot be cut (an open quote).

    A semicolon at the end is overlooked: clients write it (nothing settles what the live service does).
    """
    statement = statement.rstrip().removesuffix(";").rstrip()
    tokens: list[Token] = []
    place = 0
    while True:
        match = _TOKEN.match(statement, place)
        if not match or match.lastgroup is None:
            start = place + len(statement[place:]) - len(statement[place:].lstrip())
            raise query_unreadable(
                f'Lexical error at line 1, column {start + 1}. Encountered: "{statement[start : start + 1]}"'
            )
        kind = Kind[match.lastgroup]
        text = match[match.lastgroup]
        if kind is Kind.STRING:
            text = re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
        tokens.append(Token(kind, text, match.start(match.lastgroup) + 1))
        if kind is Kind.END:
            return tokens
        place = match.end()
