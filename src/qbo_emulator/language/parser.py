"""A statement read into a `Query`."""

from datetime import date

from qbo_emulator.language.query import DEFAULT_PAGE, LARGEST_PAGE, Condition, Order, Query
from qbo_emulator.language.tokens import Kind, Token, cut
from qbo_emulator.rules.faults import query_invalid, query_unreadable

OPERATORS = ("=", "<", ">", "<=", ">=")
LONGEST_NUMBER = 19
"""Digits of a page's start or size."""


def parse(statement: str, today: date) -> Query:
    """Read a statement; `today` stands for CURRENT_DATE. Raises Fault 4000 (unparseable), 4001 (paging values)."""
    return _Parser(cut(statement), today).query()


class _Parser:
    """Recursive descent: each method reads one clause and leaves the next token in view."""

    def __init__(self, tokens: list[Token], today: date) -> None:
        self._tokens = tokens
        self._place = 0
        self._today = today

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def query(self) -> Query:
        self._word("SELECT")
        counts, fields = self._selection()
        self._word("FROM")
        entity = self._name()
        where = self._conditions() if self._skip_word("WHERE") else ()
        order = self._orders() if self._skip_order_by() else ()
        start, limit = self._paging()
        if self._next.kind is not Kind.END:
            raise self._unexpected()
        return Query(entity, fields, counts, where, order, start, limit)

    def _selection(self) -> tuple[bool, tuple[str, ...]]:
        if self._skip_sign("*"):
            while self._skip_sign(","):
                self._name()  # `*, Sku`, as published clients write for items: the star gives it already
            return False, ()
        first = self._name()
        if first.upper() == "COUNT" and self._skip_sign("("):
            self._sign("*")
            self._sign(")")
            return True, ()
        fields = [first]
        while self._skip_sign(","):
            fields.append(self._name())
        return False, tuple(fields)

    def _conditions(self) -> tuple[Condition, ...]:
        found = [self._condition()]
        while self._skip_word("AND"):
            found.append(self._condition())
        return tuple(found)

    def _condition(self) -> Condition:
        path = self._name()
        if self._skip_word("IN"):
            self._sign("(")
            values = [self._value()]
            while self._skip_sign(","):
                values.append(self._value())
            self._sign(")")
            return Condition(path, "IN", tuple(values))
        if self._skip_word("LIKE"):
            return Condition(path, "LIKE", (self._value(),))
        if not self._next.is_sign(*OPERATORS):
            raise self._unexpected()
        operator = self._take().text
        return Condition(path, operator, (self._value(),))

    def _orders(self) -> tuple[Order, ...]:
        found = [self._order()]
        while self._skip_sign(","):
            found.append(self._order())
        return tuple(found)

    def _order(self) -> Order:
        path = self._name()
        descending = self._skip_word("DESC")
        if not descending:
            self._skip_word("ASC")
        return Order(path, descending)

    def _paging(self) -> tuple[int, int]:
        """Both clauses in either order (recorded); more than 1000 rows are never given."""
        found: dict[str, int] = {}
        while self._next.is_word("STARTPOSITION", "MAXRESULTS") and self._next.text.upper() not in found:
            clause = self._take().text.upper()
            if self._next.kind is not Kind.NUMBER or "." in self._next.text or len(self._next.text) > LONGEST_NUMBER:
                raise self._unexpected()
            number = int(self._take().text)
            if number < 1:
                raise query_invalid(f"value {number} is too small. Min allowed value is 1")
            found[clause] = number
        return found.get("STARTPOSITION", 1), min(found.get("MAXRESULTS", DEFAULT_PAGE), LARGEST_PAGE)

    def _value(self) -> str:
        if self._next.kind is Kind.STRING or self._next.kind is Kind.NUMBER:
            return self._take().text
        if self._next.kind is Kind.WORD:
            word = self._take().text
            return self._today.isoformat() if word.upper() == "CURRENT_DATE" else word
        raise self._unexpected()

    def _skip_order_by(self) -> bool:
        """ORDERBY is the documented form; ORDER BY is used in production."""
        if self._skip_word("ORDERBY"):
            return True
        if self._next.is_word("ORDER"):
            self._take()
            self._word("BY")
            return True
        return False

    def _name(self) -> str:
        if self._next.kind is not Kind.WORD:
            raise self._unexpected()
        return self._take().text

    def _word(self, word: str) -> None:
        if not self._skip_word(word):
            raise self._unexpected()

    def _sign(self, sign: str) -> None:
        if not self._skip_sign(sign):
            raise self._unexpected()

    def _skip_word(self, word: str) -> bool:
        return self._next.is_word(word) and bool(self._take())

    def _skip_sign(self, sign: str) -> bool:
        return self._next.is_sign(sign) and bool(self._take())

    def _take(self) -> Token:
        token = self._next
        self._place += 1
        return token

    def _unexpected(self) -> Exception:
        """Worded as the generated parser of the live service words it (recorded for an identifier)."""
        token = self._next
        if token.kind is Kind.END:
            found = "<EOF>"
        else:
            kind = f'"{token.text}"' if token.kind is Kind.SIGN else f"<{token.kind.value}>"
            found = f' {kind} "{token.text} "'
        return query_unreadable(f'Encountered "{found}" at line 1, column {token.column}.')
