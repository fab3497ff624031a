"""What Procrastinate is trusted with: wake-ups, kept or lost with their cause, that say nothing of a tenant."""

import pytest
from django.db import connection, transaction

from job_desk import KIND, TENANT, Handler
from nexos.kit.ids import new_id
from nexos.kit.jobs.due import due
from nexos.kit.jobs.engine import engine
from nexos.kit.jobs.models import DueWork
from workers import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Procrastinate needs PostgreSQL"),
]


@pytest.fixture(autouse=True)
def _no_jobs() -> None:
    """Django does not empty tables that are not its own."""
    sql("DELETE FROM procrastinate_jobs")
    sql("DELETE FROM procrastinate_workers")


def sql(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def jobs() -> list[tuple[object, ...]]:
    return sql("SELECT task_name, args::text, status::text, scheduled_at FROM procrastinate_jobs ORDER BY id")


def nothing_is_held() -> bool:
    return not DueWork.objects.exclude(holder="").exists()


def test_a_wake_up_belongs_to_the_transaction_that_makes_work_due() -> None:
    with transaction.atomic():
        due(KIND, TENANT, new_id())
        transaction.set_rollback(True)
    assert jobs() == []
    due(KIND, TENANT, new_id())
    assert jobs() == [("look", "{}", "todo", None)]


def test_many_requests_for_work_in_hand_leave_nothing_behind(handler: Handler) -> None:
    record = new_id()
    for _ in range(50):
        due(KIND, TENANT, record)
    doing = engine(2)
    doing.start()
    try:
        handler.wait(1)
        wait_until(lambda: not [job for job in jobs() if job[0] == "look"])
    finally:
        doing.stop()
    assert handler.seen == [record]
    assert sql("SELECT * FROM procrastinate_workers") == []


def test_the_job_of_a_killed_worker_is_taken_off_by_another(handler: Handler) -> None:
    """Its heartbeat is missing: what it had fetched stands there as being done, for ever."""
    due(KIND, TENANT, new_id())
    sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '7 seconds')")
    sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")
    [(stalled,)] = sql("SELECT id FROM procrastinate_jobs")
    doing = engine(1)
    doing.start()
    try:
        wait_until(lambda: not sql("SELECT id FROM procrastinate_jobs WHERE id = %s", stalled))
        handler.wait(1)
    finally:
        doing.stop()


def test_an_engine_goes_on_after_the_database_has_cut_it_off(handler: Handler) -> None:
    doing = engine(2)
    doing.start()
    try:
        due(KIND, TENANT, new_id())
        handler.wait(1)
        wait_until(nothing_is_held)
        others = "pid <> pg_backend_pid() AND usename = user AND datname = current_database()"  # tests run side by side
        sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        due(KIND, TENANT, new_id())
        handler.wait(2)
    finally:
        doing.stop()
    assert nothing_is_held()
