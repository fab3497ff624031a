"""Ten thousand odd requests: whatever comes, the emulator refuses it as QuickBooks does, and works on afterwards.

The seed is printed; FUZZ_SEED=… makes others.
"""

import os
import random
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from emulator_process import EmulatorProcess, running_emulator
from money_invariants import Books, broken
from odd_requests import Odd, Sender

EXACT = msgspec.json.Decoder(float_hook=Decimal)
USUAL_SEED = 1256264895
REQUESTS = 10_000
PATIENCE = 20
"""Seconds; a request that takes longer hangs."""


def answered(connection: HTTPConnection, odd: Odd) -> int:
    """The status of the answer, read to its end. A refused or empty reply raises."""
    connection.request(odd.method, odd.path, odd.body, dict(odd.headers))
    reply = connection.getresponse()
    reply.read()
    return reply.status


def test_no_request_makes_it_fail_or_leaves_it_wedged(tmp_path: Path) -> None:
    seed = int(os.environ.get("FUZZ_SEED", USUAL_SEED))
    print(f"FUZZ_SEED={seed}")  # noqa: T201 - to repeat a run that failed
    with (tmp_path / "errors").open("w+") as errors, running_emulator(errors=errors) as emulator:
        emulator.control("settings", {"throttle": False})
        realm_id = emulator.company("small")
        sender = Sender(random.Random(seed), realm_id, emulator.tokens(realm_id)["access_token"])
        host = urlsplit(emulator.url).netloc
        connection = HTTPConnection(host, timeout=PATIENCE)
        failed = []
        for number in range(REQUESTS):
            odd = sender.next()
            try:
                if (status := answered(connection, odd)) >= 500:
                    failed.append((number, status, odd))
            except Exception as error:  # whatever it is, it is the finding
                failed.append((number, error, odd))
                connection.close()
        connection.close()
        assert not failed, f"FUZZ_SEED={seed}: {len(failed)} failed, first {failed[0]}"
        works_as_usual(emulator, realm_id)
        errors.seek(0)
        assert errors.read() == ""


def works_as_usual(emulator: EmulatorProcess, realm_id: str) -> None:
    """Every invariant of money holds; a customer is made and found, an invoice is paid, and they hold again."""
    the_books_close(emulator, realm_id)
    with emulator.api(realm_id) as api:
        made = api.post("/customer", json={"DisplayName": "After the storm"}).json()["Customer"]
        found = api.get("/query", params={"query": "SELECT * FROM Customer WHERE DisplayName = 'After the storm'"})
        assert found.json()["QueryResponse"]["Customer"] == [made]
        line = {"Amount": 10, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
        buyer = {"CustomerRef": {"value": made["Id"]}}
        invoice = api.post("/invoice", json=buyer | {"Line": [line]}).json()["Invoice"]
        paid = [{"Amount": 10, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}]
        assert api.post("/payment", json=buyer | {"TotalAmt": 10, "Line": paid}).json()["Payment"]["UnappliedAmt"] == 0
        assert api.get(f"/invoice/{invoice['Id']}").json()["Invoice"]["Balance"] == 0
    the_books_close(emulator, realm_id)


def the_books_close(emulator: EmulatorProcess, realm_id: str) -> None:
    stored = emulator.http.get(f"/_emulator/documents?realm_id={realm_id}").content
    assert list(broken(Books(EXACT.decode(stored)))) == []
