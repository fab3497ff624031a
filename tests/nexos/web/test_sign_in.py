"""Signing in and out, at the edges people meet."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cast import PASSWORD, Cast
from nexos.kit.clock import travel
from nexos.kit.tenancy import scope


def attempt(client: Client, email: str, password: str, **more: str) -> Any:
    return client.post("/sign-in", {"email": email, "password": password, **more})


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text[text.index("<form") :].replace("alice@northwind.test", "").replace("nobody@northwind.test", "")


def test_the_right_pair_leads_to_the_dashboard_whatever_the_case_of_the_email(cast: Cast) -> None:
    answer = attempt(Client(), "Alice@Northwind.test", PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_unknown_email_reads_like_a_wrong_password(cast: Cast) -> None:
    known, unknown = (attempt(Client(), f"{name}@northwind.test", "wrong") for name in ("alice", "nobody"))
    assert known.status_code == unknown.status_code == 422
    token = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert token.sub("", words(known)) == token.sub("", words(unknown))
    assert "That email and password do not match" in known.content.decode()


def test_five_wrong_tries_let_the_account_rest_and_say_how_long(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        answer = attempt(client, "alice@northwind.test", "wrong")
    assert answer.status_code == 429
    assert "This account rests for 15 minutes" in answer.content.decode()
    answer = attempt(client, "alice@northwind.test", PASSWORD)
    assert answer.status_code == 429
    assert 'value="alice@northwind.test"' in answer.content.decode()
    assert client.get("/").status_code == 302


def test_an_address_that_guesses_is_slowed_but_keeps_no_colleague_out(cast: Cast) -> None:
    office, elsewhere = Client(), Client(REMOTE_ADDR="192.0.2.7")
    assert attempt(office, "bob@northwind.test", PASSWORD).status_code == 302
    for n in range(20):
        assert attempt(office, f"guess{n}@northwind.test", "Summer2026!").status_code == 422
    answer = attempt(office, "alice@northwind.test", PASSWORD)
    assert answer.status_code == 429
    assert "Too many wrong tries came from your network" in answer.content.decode()
    assert attempt(office, "bob@northwind.test", PASSWORD).status_code == 302
    assert attempt(elsewhere, "alice@northwind.test", PASSWORD).status_code == 302
    with travel(timedelta(minutes=16)):
        assert attempt(office, "alice@northwind.test", PASSWORD).status_code == 302


def test_another_browser_does_not_begin_the_count_anew(cast: Cast) -> None:
    for n in range(5):
        answer = Client(HTTP_USER_AGENT=f"browser {n}").post(
            "/sign-in", {"email": "alice@northwind.test", "password": "wrong"}
        )
    assert answer.status_code == 429


@pytest.mark.parametrize(
    "email", [f"{'a' * 20}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example", "a\0@northwind.test"]
)
def test_what_cannot_be_an_email_is_no_defect(cast: Cast, email: str) -> None:
    answer = attempt(Client(), email, "wrong")
    assert answer.status_code == 422
    assert "id_email_error" in answer.content.decode()


def test_a_cookie_that_cannot_be_a_session_is_refused(cast: Cast) -> None:
    client = Client()
    client.cookies.load(r'session="\000aaaaaaaaaaaa"')
    answer = client.get("/sign-in")
    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()


def test_the_session_is_a_new_one_after_signing_in(cast: Cast) -> None:
    client = Client()
    client.get("/sign-in")
    client.session["planted"] = True
    before = client.session.session_key
    attempt(client, "alice@northwind.test", PASSWORD)
    assert client.session.session_key not in (None, before)


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leaves_this_site(cast: Cast, evil: str) -> None:
    assert attempt(Client(), "alice@northwind.test", PASSWORD, next=evil)["Location"] == "/"


@pytest.mark.parametrize("asked", ["NaN", "companies", "\\", "😀"])
def test_a_way_back_that_leads_nowhere_is_no_defect(alice: Client, asked: str) -> None:
    answer = alice.get("/sign-in", {"next": asked})
    assert answer.status_code == 302
    assert alice.get(answer["Location"], follow=True).status_code in (200, 404)


def test_an_ended_session_says_so_and_comes_back_to_where_it_was(cast: Cast) -> None:
    client = Client()
    client.cookies["session"] = "gone"
    away = client.get("/companies?q=harbor")
    assert "ended=1" in away["Location"]
    assert "You come back to where you were" in client.get(away["Location"]).content.decode()
    back = attempt(client, "alice@northwind.test", PASSWORD, next="/companies?q=harbor")
    assert back["Location"] == "/companies?q=harbor"


def test_htmx_is_told_to_load_the_sign_in_page_whole(cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/invoices?view=open"}
    answer = Client().get("/top-bar/quickbooks", headers=headers)
    assert answer["HX-Redirect"] == "/sign-in?next=/invoices%3Fview%3Dopen"


def test_signing_out_takes_a_form_and_ends_the_session(alice: Client) -> None:
    assert alice.get("/sign-out").status_code == 405
    alice.post("/sign-out")
    assert alice.get("/").status_code == 302


def test_a_form_of_another_site_changes_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice.sign_in, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/companies/new", {"name": "Planted"})
    assert answer.status_code == 403
    assert "This form is out of date" in answer.content.decode()
    assert "Planted" not in client.get("/companies").content.decode()


def test_someone_switched_off_is_told_so(cast: Cast, alice: Client) -> None:
    with scope(cast.northwind.id):
        cast.alice.active = False
        cast.alice.save()
    answer = alice.get("/companies")
    assert answer.status_code == 404
    assert "no longer active" in answer.content.decode()


def test_health_answers_without_signing_in(db: None) -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_is_503_while_a_migration_is_missing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'crm'")
    assert Client().get("/healthz").status_code == 503


def test_an_address_that_leads_nowhere_is_a_page(alice: Client) -> None:
    for client in (alice, Client()):
        answer = client.get("/nowhere")
        assert answer.status_code == 404
        assert "There is no such page, or it is not yours to see" in answer.content.decode()
