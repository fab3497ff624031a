"""The least a quiet sync can cost in Python: one kept connection, one call, the cursor moved, one commit.

    python -m benchmarks.quiet.floor URL DATABASE SWEEPS REALM…

Prints `{"cpu": [seconds per realm, one per sweep]}`.
"""

import json
import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import msgspec

from benchmarks.stand_in import access_token

_SINCE = quote((datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds"))
_ENTITIES = "Item,Employee,Customer,Invoice,Payment"


class _Answer(msgspec.Struct):
    CDCResponse: list[dict[str, list[dict[str, msgspec.Raw]]]]
    time: str


def _sweep(connection: HTTPConnection, tokens: dict[str, str], cursors: sqlite3.Connection) -> None:
    decode = msgspec.json.Decoder(_Answer).decode
    for realm, token in tokens.items():
        path = f"/v3/company/{realm}/cdc?entities={_ENTITIES}&changedSince={_SINCE}&minorversion=75"
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = decode(connection.getresponse().read())
        if any(answer.CDCResponse[0]["QueryResponse"]):
            raise RuntimeError("something has changed")
        cursors.execute("UPDATE cursor SET until = ? WHERE realm = ?", (answer.time, realm))


if __name__ == "__main__":
    url, database, sweeps, *realms = sys.argv[1:]
    tokens = {realm: access_token(url, realm) for realm in realms}
    cursors = sqlite3.connect(database, isolation_level=None)
    cursors.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE cursor (realm TEXT PRIMARY KEY, until TEXT)"
    )
    cursors.executemany("INSERT INTO cursor VALUES (?, '')", [(realm,) for realm in realms])
    connection = HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port)
    cpu = []
    for _ in range(int(sweeps)):
        before = time.process_time()
        _sweep(connection, tokens, cursors)
        cpu.append((time.process_time() - before) / len(realms))
    print(json.dumps({"cpu": cpu}))
