"""What no page answers is refused before a page is reached, in a sentence."""

import pytest
from django.test import Client

from addresses import EVERY, address


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_methods_are_answered_405_everywhere(method: str, alice: Client) -> None:
    for client in (alice, Client()):
        for name in EVERY:
            answer = client.generic(method, address(name, {}))
            assert (answer.status_code, answer.content) == (405, b""), name
            assert answer["X-Content-Type-Options"] == "nosniff", name


@pytest.mark.parametrize("path", ["/", "/companies", "/invoices", "/settings/quickbooks/"])
def test_a_page_that_can_be_read_can_be_asked_for_its_head(path: str, alice: Client) -> None:
    answer = alice.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/companies?q=a%00b", "/payments/%00", "/invoices/quickbooks/7%000"])
def test_a_nul_in_an_address_is_refused(path: str, alice: Client) -> None:
    answer = alice.get(path)
    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_another_host_is_refused_with_where_to_look(alice: Client) -> None:
    answer = alice.get("/companies", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "NEXOS_BASE_URL" in answer.content.decode()


def test_a_form_with_too_many_fields_is_refused(alice: Client) -> None:
    answer = alice.post("/companies/new", {f"field{n}": "" for n in range(5001)})
    assert answer.status_code == 400
    assert "larger than any form here" in answer.content.decode()


def test_a_notice_is_kept_in_the_session_not_in_the_browser(alice: Client) -> None:
    company = {"name": "Kestrel", "lifecycle": "customer", "currency": "USD", "terms_days": "15"}
    answer = alice.post("/companies/new", company)
    assert answer.status_code == 302
    assert "messages" not in answer.cookies
    assert "Kestrel is entered" in alice.get(answer["Location"]).content.decode()
