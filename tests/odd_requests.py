"""Requests nobody should send: made of what clients do send, bent at random. The same seed makes the same ones."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from qbo_emulator.catalog import ENTITIES
from qbo_emulator.catalog.fields import Field, Kind

NESTED = 300
"""Levels of nesting that a decoder must refuse in words."""

WEIRD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**63,
    -(2**70),
    1e308,
    -0.0,
    1e-320,
    0.005,
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "Infinity",
    "\x00",
    "a\x00b",
    "\ud83d\ude00",
    "𝒳" * 50,
    "é" * 5000,
    "x" * 70_000,
    "'",
    "\\'",
    "%",
    "%00",
    "<script>",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "2026-01-01T25:00:00Z",
    "true",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"value": None},
    {"value": {}},
    {"value": ["1"]},
    {"a": {"b": {"c": []}}},
    {"Id": []},
    "../../etc/passwd",
    "１２",
    "٣",
)
WORDS = (
    "SELECT",
    "select",
    "*",
    "COUNT(*)",
    "FROM",
    "WHERE",
    "AND",
    "OR",
    "IN",
    "LIKE",
    "ORDERBY",
    "ORDER BY",
    "DESC",
    "ASC",
    "STARTPOSITION",
    "MAXRESULTS",
    "(",
    ")",
    ",",
    "=",
    "!=",
    "<",
    ">=",
    "'",
    "''",
    "'a'",
    "'\\'",
    "'%'",
    "1",
    "-5",
    "0",
    "1001",
    "99999999999999999999",
    "1.5",
    "true",
    "null",
    "Invoice",
    "Customer",
    "Id",
    "MetaData.CreateTime",
    "Active",
    "Line.Amount",
    "TotalAmt",
    "\x00",
    "😀",
    "`",
    ";",
    "--",
    "NotThere",
    "'2026-01-01'",
    "'2026-13-45'",
    "UNION",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/xml"},
    {"Content-Type": "nonsense"},
    {"Content-Type": "application/json; charset=utf-16"},
    {"Content-Type": "multipart/form-data"},
    {"Accept": "application/xml"},
    {"Accept": "image/png"},
    {"Accept": ""},
    {"Accept-Encoding": "gzip;q=banana"},
    {"Authorization": "Bearer"},
    {"Authorization": "Basic AAAA"},
    {"Authorization": "Bearer \xff\xfe"},
    {"Range": "bytes=5-1"},
    {"Expect": "nothing"},
    {"If-None-Match": "*"},
    {"X-Long": "y" * 8000},
    {"Cookie": "=;=;="},
    {"Content-Encoding": "gzip"},
)
SUFFIXES = (
    "",
    "",
    "",
    "?operation=delete",
    "?operation=void",
    "?operation=update",
    "?operation=%00",
    "?include=void",
    "?minorversion=abc",
    "?minorversion=99999999999999999999",
    "?requestid=",
    "?include=allowduplicatedocnum,,",
    "?a=%ff%fe",
    "?operation=delete&operation=void",
)
CONTROL = (
    "seed",
    "sample",
    "tokens",
    "apps",
    "access",
    "merge",
    "faults",
    "clock",
    "company",
    "webhooks",
    "documents",
    "requests",
    "nothing",
    "webhooks/deliver",
    "meter",
    "mail",
)


SINCE = ("2026-01-01", "x", "", "%00", "9999-12-31")
REPORTS = ("CustomerBalance", "ProfitAndLoss", "TransactionList", "AgedReceivables", "NotThere")


@dataclass(frozen=True)
class Odd:
    """One request."""

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        headers = {name: value[:60] for name, value in self.headers.items()}
        return f"{self.method} {self.path[:300]} {headers} {(self.body or b'')[:600]!r}"


class Sender:
    """Makes one request after the other for a company that has some objects."""

    def __init__(self, chance: Random, realm_id: str, access_token: str) -> None:
        self._chance = chance
        self._realm_id = realm_id
        self._token = access_token
        self._kinds: tuple[tuple[Callable[[], Odd], int], ...] = (
            (self._write, 40),
            (self._query, 20),
            (self._read, 12),
            (self._batch, 6),
            (self._upload, 4),
            (self._raw, 8),
            (self._oauth, 5),
            (self._control, 5),
        )

    def next(self) -> Odd:
        """The next request."""
        kinds, weights = zip(*self._kinds, strict=True)
        make: Callable[[], Odd] = self._chance.choices(kinds, weights)[0]
        return make()

    def _company(self, method: str, rest: str, body: bytes | None = None, **headers: str) -> Odd:
        usual = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        odd = self._chance.choice(HEADERS) if self._chance.random() < 0.15 else {}
        if body is not None:
            usual["Content-Type"] = "application/json"
        return Odd(method, f"/v3/company/{self._realm_id}/{rest}", body, usual | headers | odd)

    def _entity(self) -> str:
        names = [*ENTITIES, "Unknown", "query", "batch", "Inv%00oice", "é", "x" * 300]
        return quote(self._chance.choice(names).lower(), safe="%")

    def _write(self) -> Odd:
        name = self._chance.choice(list(ENTITIES))
        body = self._object(ENTITIES[name].fields)
        if self._chance.random() < 0.5:
            body |= {"Id": str(self._chance.randint(0, 80)), "SyncToken": str(self._chance.randint(0, 2))}
        if self._chance.random() < 0.3:
            body["sparse"] = True
        if self._chance.random() < 0.2:
            body[self._chance.choice(("Surprise", "", "Line\x00", "😀"))] = self._weird()
        return self._company("POST", name.lower() + self._chance.choice(SUFFIXES), self._bytes(body))

    def _object(self, fields: tuple[Field, ...], depth: int = 0) -> dict[str, Any]:
        chosen = [each for each in fields if each.required or self._chance.random() < 0.25]
        return {each.name: self._value(each, depth) for each in chosen}

    def _value(self, known: Field, depth: int) -> Any:
        if depth > 6 or self._chance.random() < 0.12:
            return self._weird()
        if known.kind is Kind.GROUP:
            inner = [
                self._object(known.fields, depth + 1) for _ in range(self._chance.randint(0, 3) if known.many else 1)
            ]
            return inner if known.many else inner[0]
        if known.choices:
            return self._chance.choice(known.choices)
        number = self._chance.randint(0, 40)
        usual = {
            Kind.REFERENCE: {"value": str(number)},
            Kind.DAY: f"2026-0{number % 9 + 1}-11",
            Kind.FLAG: number % 2 == 0,
            Kind.NUMBER: number * 2.5,
            Kind.WHOLE: number,
            Kind.TEXT: f"T{number}",
        }
        return usual.get(known.kind, self._weird())

    def _weird(self) -> Any:
        return self._chance.choice(WEIRD)

    def _bytes(self, body: Any) -> bytes:
        """The JSON of the body, now and then cut, doubled, in another encoding, or with bytes in it that are none."""
        text = json.dumps(body)
        written = text.encode()
        place = self._chance.randrange(len(written) + 1)
        bend = self._chance.random()
        if bend < 0.03:
            return written[:place]
        if bend < 0.06:
            return written[:place] + self._chance.randbytes(3) + written[place:]
        if bend < 0.07:
            return text.encode("utf-16")
        if bend < 0.08:
            return written * 2
        return written

    def _query(self) -> Odd:
        if self._chance.random() < 0.5:
            entity = self._chance.choice(list(ENTITIES.values()))
            path = self._chance.choice([*sorted(entity.filterable), "MetaData.CreateTime", "Nope"])
            operator = self._chance.choice(("=", "<", ">", "IN", "LIKE", "!=", "=="))
            value = str(self._chance.choice((self._weird(), "5", "2026-03-03")))[:200]
            statement = f"select * from {entity.name} where {path} {operator} '{value}'"
        else:
            statement = " ".join(self._chance.choices(WORDS, k=self._chance.randint(0, 14)))
        if self._chance.random() < 0.5:
            return self._company("GET", f"query?query={quote(statement.encode('utf-8', 'surrogatepass'))}")
        return self._company(
            "POST", "query", statement.encode("utf-8", "surrogatepass"), **{"Content-Type": "application/text"}
        )

    def _read(self) -> Odd:
        ids = (
            "1",
            "2",
            "0",
            "-1",
            "abc",
            "%00",
            "99999999999999999999",
            "%F0%9F%98%80",
            "1/pdf",
            "1/send?sendTo=x",
            "1/2/3",
            "",
        )
        paths = (
            f"{self._entity()}/{self._chance.choice(ids)}",
            f"cdc?entities={self._entity()}&changedSince={self._chance.choice(SINCE)}",
            f"reports/{self._chance.choice(REPORTS)}?start_date={quote(str(self._weird())[:99], errors='replace')}",
            f"exchangerate?sourcecurrencycode={quote(str(self._weird())[:9], errors='replace')}&asofdate=x",
            f"download/{self._chance.choice(ids)}",
            "",
            "%2e%2e/%2e%2e",
        )
        return self._company(
            self._chance.choice(("GET", "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH")), self._chance.choice(paths)
        )

    def _batch(self) -> Odd:
        items: list[Any] = []
        for number in range(self._chance.choice((0, 1, 3, 31))):
            name = self._chance.choice(list(ENTITIES))
            items.append(
                {
                    "bId": str(number),
                    "operation": self._chance.choice(("create", "update", "delete", "void", "x")),
                    name: self._object(ENTITIES[name].fields),
                }
            )
        items += self._chance.choices(
            (None, {}, [], {"bId": {}}, {"bId": "q", "Query": "select"}, {"Query": 5}, {"CDCQuery": []}), k=2
        )
        body: Any = self._chance.choice(
            ({"BatchItemRequest": items}, {"BatchItemRequest": items}, items, {"BatchItemRequest": 5})
        )
        return self._company("POST", "batch", self._bytes(body))

    def _upload(self) -> Odd:
        boundary = self._chance.choice(("b", "", "-" * 90, "\u00e9"))
        parts = (
            b'--b\r\nContent-Disposition: form-data; name="file_metadata_01"\r\nContent-Type: application/json\r\n\r\n'
        )
        parts += self._bytes({"FileName": str(self._weird())[:99], "AttachableRef": self._weird()}) + b"\r\n"
        parts += b'--b\r\nContent-Disposition: form-data; name="file_content_01"; filename="a"\r\n\r\nabc\r\n--b--\r\n'
        cut = parts[: self._chance.choice((len(parts), len(parts), len(parts) // 2, 0))]
        return self._company("POST", "upload", cut, **{"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _raw(self) -> Odd:
        bodies = (
            b"",
            b"null",
            b"[]",
            b"5",
            b'"x"',
            b"{",
            b"\xff\xfe",
            b"\x00" * 50,
            b"[" * 50_000,
            b'{"a":' * NESTED,
            b"[" * NESTED + b"]" * NESTED,
            b'{"Id":1e400}',
            b'{"Id":' + b"9" * 5000 + b"}",
            b"<Invoice/>",
            b'{"DisplayName":"\\ud800"}',
            b'{"DisplayName":"a","DisplayName":"b"}',
            b'{"Line":[' + b"{}," * 3000 + b"{}]}",
        )
        return self._company("POST", self._entity() + self._chance.choice(SUFFIXES), self._chance.choice(bodies))

    def _oauth(self) -> Odd:
        path = self._chance.choice(
            (
                "/oauth2/v1/tokens/bearer",
                "/v2/oauth2/tokens/revoke",
                "/connect/oauth2",
                "/v1/openid_connect/userinfo",
                "/.well-known/openid_configuration",
                "/op/v1/jwks",
                "/",
                "/bookkeeper/1",
                "/bookkeeper/%00/invoices/x",
            )
        )
        grant = self._chance.choice(("refresh_token", "authorization_code", "x"))
        body = f"grant_type={grant}&code=%00&refresh_token={'r' * 99}"
        headers = {"Content-Type": self._chance.choice(("application/x-www-form-urlencoded", "application/json", "x"))}
        basic = self._chance.choice(("Basic !!!", "Basic YTpi", "Basic gIA=", "Bearer x", ""))
        return Odd(self._chance.choice(("GET", "POST", "PUT")), path, body.encode(), headers | {"Authorization": basic})

    def _control(self) -> Odd:
        """Nothing that is valid: a fault, a clock or an access that took hold would be asked for."""
        body = {
            self._chance.choice(("realm_id", "entities", "now", "kind", "match", "x")): self._weird() for _ in range(2)
        }
        body["no such field"] = self._weird()
        return Odd(
            self._chance.choice(("POST", "POST", "GET", "DELETE")),
            f"/_emulator/{self._chance.choice(CONTROL)}",
            self._bytes(body),
        )
