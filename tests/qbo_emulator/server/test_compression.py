"""gzip: only where it is switched on, asked for, and worth it."""

import httpx2
import pytest

from emulator_process import EmulatorProcess


@pytest.fixture
def company(private_emulator: EmulatorProcess) -> str:
    realm_id = private_emulator.company("small")
    private_emulator.control("settings", {"gzip": True})
    return realm_id


def page(emulator: EmulatorProcess, realm_id: str, limit: int = 40, **headers: str) -> httpx2.Response:
    """A page of invoices; its content as the client sees it, after undoing the encoding."""
    with emulator.api(realm_id) as api:
        statement = f"select * from Invoice maxresults {limit}"
        return api.get("/query", params={"query": statement}, headers={"Accept-Encoding": "identity"} | headers)


def test_it_is_off_at_first(private_emulator: EmulatorProcess) -> None:
    answer = page(private_emulator, private_emulator.company("small"), **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert private_emulator.control("settings")["gzip"] is False


def test_a_client_that_asks_gets_the_same_in_less(private_emulator: EmulatorProcess, company: str) -> None:
    plain = page(private_emulator, company)
    small = page(private_emulator, company, **{"Accept-Encoding": "deflate, gzip;q=0.5"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert small.json()["QueryResponse"] == plain.json()["QueryResponse"]
    assert int(small.headers["Content-Length"]) * 3 < int(plain.headers["Content-Length"])


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "br"])
def test_a_client_that_does_not_ask_gets_it_plain(
    private_emulator: EmulatorProcess, company: str, accepted: str
) -> None:
    answer = page(private_emulator, company, **{"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert len(answer.json()["QueryResponse"]["Invoice"]) == 40


def test_a_small_answer_stays_plain(private_emulator: EmulatorProcess, company: str) -> None:
    assert "Content-Encoding" not in page(private_emulator, company, 1, **{"Accept-Encoding": "gzip"}).headers


def test_half_a_compressed_page_is_broken(private_emulator: EmulatorProcess, company: str) -> None:
    private_emulator.fault("truncate", {"operation": "query"})
    with pytest.raises(httpx2.TransportError):
        page(private_emulator, company, **{"Accept-Encoding": "gzip"})
    private_emulator.fault("truncate", {"operation": "query"}, after_bytes=0)
    with pytest.raises(httpx2.TransportError):
        page(private_emulator, company, **{"Accept-Encoding": "gzip"})
