"""Notifications as they arrive at an endpoint, in both formats."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from contract import papers
from contract.books import emulated_books, new_id
from qbo import Write, errors, webhooks

pytestmark = pytest.mark.contract

TOKEN = "the verifier token"


class Endpoint:
    """A little server that keeps what was posted to it."""

    def __init__(self):
        self.received = []
        kept = self.received

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                kept.append((body, self.headers.get(webhooks.SIGNATURE_HEADER, "")))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *words):
                """Say nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *trouble):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def endpoint():
    with Endpoint() as endpoint:
        yield endpoint


@pytest.fixture(params=["legacy", "cloudevents"])
def watched(request, private_emulator, transport, endpoint):
    """A company whose changes are told to the endpoint, when asked to deliver."""
    private_emulator.control("settings", {"throttle": False, "deliver_webhooks": False})
    order = {"url": endpoint.url, "verifier_token": TOKEN, "format": request.param}
    private_emulator.control("webhooks", order)
    return emulated_books(private_emulator, transport)


def told(watched, endpoint, **how):
    """The events that arrive in one round."""
    endpoint.received.clear()
    watched.emulator.control("webhooks/deliver", how)
    return [event for body, signature in endpoint.received for event in webhooks.received(body, signature, TOKEN)]


def test_what_happens_to_a_document_is_told(watched, endpoint):
    made = watched.create(papers.invoice(watched))
    customer = made.CustomerRef.value
    found = told(watched, endpoint)
    assert {event.realm_id for event in found} == {watched.realm_id}
    named = {(event.entity, event.id, event.operation) for event in found}
    assert {("Invoice", made.Id, "Create"), ("Customer", customer, "Create")} <= named
    assert all(event.time.utcoffset() is not None for event in found)

    changed = watched.update(made, PrivateNote="changed")
    assert ("Invoice", made.Id, "Update") in {
        (each.entity, each.id, each.operation) for each in told(watched, endpoint)
    }

    watched.client.email("Invoice", made.Id, new_id(), to="amy@example.test")
    mailed = told(watched, endpoint)
    assert ("Invoice", made.Id, "Emailed") in {(each.entity, each.id, each.operation) for each in mailed}

    token = watched.stored("Invoice", made.Id)["SyncToken"]
    watched.client.send(Write.void("Invoice", changed.Id, token), new_id())
    assert ("Invoice", made.Id, "Void") in {(each.entity, each.id, each.operation) for each in told(watched, endpoint)}

    token = watched.stored("Invoice", made.Id)["SyncToken"]
    watched.client.send(Write.delete("Invoice", made.Id, token), new_id())
    assert ("Invoice", made.Id, "Delete") in {
        (each.entity, each.id, each.operation) for each in told(watched, endpoint)
    }


def test_an_event_told_twice_can_be_recognised(watched, endpoint):
    made = watched.create(papers.customer(watched))
    found = [event for event in told(watched, endpoint, duplicate=1) if event.id == made.Id]
    assert len(found) == 2
    assert found[0] == found[1]


def test_a_forged_notification_is_not_read(watched, endpoint):
    watched.create(papers.customer(watched))
    with pytest.raises(errors.BadSignature):
        told(watched, endpoint, forge=True)


def test_a_merge_names_both(watched, endpoint):
    loser, winner = watched.create(papers.customer(watched)), watched.create(papers.customer(watched))
    told(watched, endpoint)
    order = {"realm_id": watched.realm_id, "entity": "Customer", "winner": winner.Id, "loser": loser.Id}
    watched.emulator.control("merge", order)
    merged = [event for event in told(watched, endpoint) if event.operation == "Merge"]
    assert [(event.entity, event.id, event.deleted_id) for event in merged] == [("Customer", winner.Id, loser.Id)]
    with pytest.raises(errors.NotFound):
        watched.client.read("Customer", loser.Id)


def test_companies_are_told_apart(watched, endpoint, transport):
    other = emulated_books(watched.emulator, transport)
    first, second = watched.create(papers.customer(watched)), other.create(papers.vendor(other))
    named = {(event.realm_id, event.entity, event.id) for event in told(watched, endpoint)}
    assert {(watched.realm_id, "Customer", first.Id), (other.realm_id, "Vendor", second.Id)} <= named
