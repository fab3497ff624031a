"""The webhook as anybody can call it: what is genuine is kept and wakes the sync, anything else changes nothing."""

import json
import logging
from datetime import timedelta

import pytest
from django.test import Client

from books import Books
from cast import Cast
from nexos.kit import clock
from nexos.kit.jobs.worker import run_due
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection import services as connections
from nexos.quickbooks.connection.addresses import WEBHOOK_PATH
from nexos.quickbooks.notices.models import Notice
from nexos.synclog import queries as synclog
from notification_effects import effects
from office import Office
from webhooks import OTHER_TOKEN, TOKEN, body_of, post, signature, told

pytestmark = pytest.mark.django_db(transaction=True)

EDIT = ("Invoice", "7", "Update")
AHEAD = "2030-01-01T00:00:00Z"


def a_body(books: Books) -> bytes:
    return body_of(told(books.realm_id, EDIT, at=AHEAD))


def unchanged(*all_books: Books) -> tuple[object, ...]:
    return tuple(effects(books) for books in all_books)


def test_a_genuine_notification_is_kept_and_a_sync_follows_within_seconds(books: Books) -> None:
    answer = post(a_body(books))
    assert (answer.status_code, answer.content, answer.cookies) == (200, b"", {})
    after = effects(books)
    assert (after.notices, after.waiting) == ([EDIT], "webhook")
    assert after.notified_at is not None
    assert after.due_at is not None
    assert after.due_at - clock.now() < timedelta(minutes=2)


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "application/cloudevents+json", "text/plain"]
)
def test_the_signature_decides_not_the_content_type(books: Books, content_type: str) -> None:
    assert post(a_body(books), content_type=content_type).status_code == 200
    assert effects(books).notices == [EDIT]


@pytest.mark.parametrize("signed", ["", "x", "ünlesbar", signature(b"another body"), signature(b"", OTHER_TOKEN)])
def test_what_is_not_signed_with_the_token_changes_nothing(books: Books, signed: str) -> None:
    before = unchanged(books)
    answer = post(a_body(books), signed=signed)
    assert answer.status_code == 401
    assert unchanged(books) == before


def test_a_body_altered_on_the_way_changes_nothing(books: Books) -> None:
    before, body = unchanged(books), a_body(books)
    assert post(body + b" ", signed=signature(body)).status_code == 401
    assert post(body.replace(b"Update", b"Delete"), signed=signature(body)).status_code == 401
    assert unchanged(books) == before


def test_a_company_nobody_here_has_is_refused(books: Books) -> None:
    before = unchanged(books)
    assert post(body_of(told("999", EDIT))).status_code == 401
    assert unchanged(books) == before


def test_without_a_saved_token_nothing_is_genuine(office: Office, books: Books, other_office: Office) -> None:
    connections.disconnect(office.tenant.id, office.admin.id)
    office.save(client_id="another-app", client_secret="its-secret")
    assert post(a_body(books)).status_code == 401
    assert post(a_body(books), token="").status_code == 401


def test_a_token_speaks_for_its_own_connection_alone(books: Books, other_books: Books) -> None:
    theirs = unchanged(other_books)
    body = body_of(told(books.realm_id, EDIT, at=AHEAD), told(other_books.realm_id, EDIT, at=AHEAD))
    assert post(body, TOKEN).status_code == 200
    assert effects(books).notices == [EDIT]
    assert unchanged(other_books) == theirs
    assert post(body_of(told(other_books.realm_id, EDIT)), TOKEN).status_code == 401
    assert unchanged(other_books) == theirs
    assert post(body, OTHER_TOKEN).status_code == 200
    assert effects(other_books).notices == [EDIT]


def test_copies_are_kept_once_and_ask_for_nothing(books: Books) -> None:
    body = a_body(books)
    post(body)
    with clock.travel(timedelta(seconds=90)):
        run_due()
        before = effects(books)
        for _ in range(5):
            assert post(body).status_code == 200
        after = effects(books)
    assert (after.notices, after.waiting, after.due_at) == (before.notices, "", before.due_at)


def test_cloud_events_are_told_apart_by_their_ids(books: Books) -> None:
    event = {
        "specversion": "1.0",
        "type": "qbo.invoice.updated.v1",
        "time": "2030-01-01T00:00:00.123456789Z",
        "intuitentityid": "7",
        "intuitaccountid": books.realm_id,
        "data": {},
    }
    body = json.dumps([{**event, "id": "one"}, {**event, "id": "two"}, {**event, "id": "one"}]).encode()
    assert post(body).status_code == 200
    assert effects(books).notices == [EDIT, EDIT]


def test_events_without_time_or_id_all_count(books: Books) -> None:
    for _ in range(2):
        post(body_of(told(books.realm_id, EDIT, at=None)))
    assert effects(books).notices == [EDIT, EDIT]


def test_kinds_that_are_not_mirrored_are_not_kept_but_show_that_notifications_arrive(books: Books) -> None:
    before = effects(books)
    assert post(body_of(told(books.realm_id, ("JournalEntry", "1", "Create")))).status_code == 200
    after = effects(books)
    assert (after.notices, after.waiting, after.due_at) == ([], "", before.due_at)
    assert after.notified_at is not None


def test_both_ids_of_a_merge_are_kept(books: Books) -> None:
    part = told(books.realm_id, ("Customer", "1", "Merge"))
    part["dataChangeEvent"]["entities"][0]["deletedId"] = "2"
    post(body_of(part))
    with scope(books.tenant_id):
        notice = Notice.objects.of(books.tenant_id).get()
    assert (notice.qbo_id, notice.merged_id) == ("1", "2")


@pytest.mark.parametrize(
    "broken", ["truncated", "other fields", "an id of a thousand letters", "a NUL", "a lone surrogate"]
)
def test_a_genuine_body_nobody_can_read_makes_us_look_ourselves(books: Books, broken: str) -> None:
    whole = a_body(books)
    body = {
        "truncated": whole[:-4],
        "other fields": json.dumps({"eventNotifications": [{"realmId": books.realm_id, "news": 1}]}).encode(),
        "an id of a thousand letters": whole.replace(b'"7"', b'"' + b"7" * 1000 + b'"'),
        "a NUL": whole.replace(b'"7"', b'"7\\u0000"'),
        "a lone surrogate": whole.replace(b'"7"', b'"\\ud800"'),
    }[broken]
    assert post(body).status_code == 200
    after = effects(books)
    assert (after.notices, after.waiting) == ([], "webhook")
    with scope(books.tenant_id):
        told = synclog.page(books.tenant_id, synclog.Filters(source="notices"), 9).entries
        assert any("could not be read" in entry.message for entry in told)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2030-01-01T00:00:00"])
def test_odd_times_do_no_harm(books: Books, time: str) -> None:
    assert post(body_of(told(books.realm_id, EDIT, at=time))).status_code == 200
    assert effects(books).waiting == "webhook"


def test_a_body_of_two_megabytes_is_refused_before_anything_looks_at_it(books: Books) -> None:
    before = unchanged(books)
    for length in (2_000_000, 3_000_000):
        body = a_body(books).ljust(length)
        assert post(body).status_code == 413
    assert unchanged(books) == before
    assert post(a_body(books).ljust(1_999_999)).status_code == 200


def test_a_disconnected_company_answers_well_without_effect(office: Office, books: Books) -> None:
    connections.disconnect(office.tenant.id, office.admin.id)
    before = unchanged(books)
    assert post(a_body(books)).status_code == 200
    assert post(a_body(books), OTHER_TOKEN).status_code == 401
    assert unchanged(books) == before


def test_a_company_that_another_tenant_took_over_is_told_to_both_their_apps_rightly(
    office: Office, books: Books, other_office: Office
) -> None:
    connections.disconnect(office.tenant.id, office.admin.id)
    connection = other_office.connect(books.realm_id)
    taken = Books(books.emulator, books.realm_id, other_office.tenant.id, connection.id)
    taken.work()
    before = unchanged(books, taken)
    assert post(a_body(books), TOKEN).status_code == 200
    assert unchanged(books, taken) == before
    assert post(a_body(books), OTHER_TOKEN).status_code == 200
    assert effects(taken).notices == [EDIT]
    assert unchanged(books) == before[:1]


def test_a_failing_connection_keeps_its_patience(books: Books) -> None:
    books.emulator.fault("status", {"path": "cdc"}, realm_id=books.realm_id, times=50, status=503)
    books.work()
    before = effects(books)
    assert post(a_body(books)).status_code == 200
    after = effects(books)
    assert (after.notices, after.waiting, after.due_at) == ([EDIT], "", before.due_at)


def test_old_notices_are_forgotten(books: Books) -> None:
    post(a_body(books))
    with clock.travel(timedelta(days=15)):
        post(body_of(told(books.realm_id, ("Invoice", "8", "Update"), at=AHEAD)))
    with clock.travel(timedelta(days=31)):
        run_due()
    assert effects(books).notices == [("Invoice", "8", "Update")]
    with clock.travel(timedelta(days=46)):
        run_due()
    assert effects(books).notices == []


def test_another_tenant_sees_no_notice(books: Books, cast: Cast) -> None:
    post(a_body(books))
    with scope(cast.contoso.id):
        assert not Notice.objects.of(cast.contoso.id).exists()


def test_only_posts_are_answered(books: Books) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
        assert Client().generic(method, WEBHOOK_PATH).status_code == 405


def test_the_token_is_in_no_answer_and_no_log(books: Books, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = a_body(books)
    answers = [post(body), post(body, OTHER_TOKEN), post(body[:-4]), post(b"", TOKEN), post(b"[" * 100_000)]
    assert [answer.status_code for answer in answers] == [200, 401, 200, 401, 401]
    for text in (caplog.text, *(answer.content.decode() for answer in answers)):
        assert TOKEN not in text
        assert signature(body) not in text
