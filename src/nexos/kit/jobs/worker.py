"""What both engines do with due work: claim it, do it, keep its lease meanwhile, and give it back.

The engines differ in whose threads do it, and in what makes them look.
"""

import logging
import threading
from datetime import timedelta

from django.db import Error as DatabaseFailure
from django.db import close_old_connections, connections

from nexos.kit import clock
from nexos.kit.jobs.lease import RENEW_EVERY, LeaseLost, Work, claim, finish, renew
from nexos.kit.jobs.registry import handler_of, kinds

logger = logging.getLogger(__name__)
RETRY_AFTER = timedelta(minutes=1)
GRACE = 20.0
"""Seconds that running work has to end when an engine stops; who ends the process should wait ten more."""


class Worker:
    """Does due work in the threads that an engine lends it, and renews its leases from a thread of its own.

    1. `start` begins to renew what is held, every RENEW_EVERY seconds.
    2. `work_off`, called in any number of threads, does one piece after the other until none is due.
    3. `drain` claims nothing more and waits for what is held. What has not ended after `grace` seconds learns from
       its `check` that it must stop, and is due again at once: whoever claims it goes on where it stopped.
    4. `stop` ends the renewing. What is held even then is resumed when its lease has run out.
    """

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._held: set[Work] = set()
        self._changed = threading.Condition()
        self._draining = False
        self._stopped = threading.Event()
        self._renewing = threading.Thread(target=self._keep_renewing, name="leases", daemon=True)

    def start(self) -> None:
        """Sentence 1; returns at once."""
        self._renewing.start()

    @property
    def busy(self) -> int:
        """How many pieces are held."""
        with self._changed:
            return len(self._held)

    def claim(self, limit: int) -> list[Work]:
        """Up to `limit` pieces, held from now on; none while it drains, nor when the database fails, as it may pass."""
        if self._draining:
            return []
        try:
            claimed = claim(limit, kinds())
            with self._changed:
                if not self._draining:
                    self._held.update(claimed)
                    return claimed
            for work in claimed:  # in the moment when draining began, which waits for none of these
                finish(work, clock.now())
        except DatabaseFailure:
            logger.exception("looking for due work failed; the next sweep looks again")
        return []

    def work_off(self, todo: list[Work] | None = None) -> None:
        """Does `todo` and then whatever is due, and closes this thread's database connection."""
        close_old_connections()
        try:
            while todo := todo or self.claim(1):
                self._do(todo.pop())
        finally:
            connections.close_all()

    def drain(self) -> None:
        """Sentence 3."""
        with self._changed:
            self._draining = True
            if self._changed.wait_for(lambda: not self._held, self._grace):
                return
            for work in self._held:
                work.lost.set()

    def stop(self) -> None:
        """Sentence 4."""
        self._stopped.set()
        self._renewing.join()

    def _do(self, work: Work) -> None:
        try:
            run(work)
        except Exception:
            logger.exception("%s of %s could not be given back; its lease will end", work.kind, work.record_id)
        finally:
            with self._changed:
                self._held.remove(work)
                self._changed.notify_all()

    def _keep_renewing(self) -> None:
        while not self._stopped.wait(RENEW_EVERY):
            close_old_connections()
            with self._changed:
                held = list(self._held)
            try:
                for work in held:
                    renew(work)
            except DatabaseFailure:
                logger.exception("leases could not be renewed; the next try is in %s s", RENEW_EVERY)
        connections.close_all()


def run(work: Work) -> None:
    """Does one claimed piece of work and gives it back, whatever happens."""
    try:
        next_due = handler_of(work.kind)(work)
    except LeaseLost:
        logger.warning("%s of %s stops here: another worker has it, or this one ends", work.kind, work.record_id)
        next_due = clock.now()
    except Exception:
        logger.exception("%s of %s failed; it is tried again in %s", work.kind, work.record_id, RETRY_AFTER)
        next_due = clock.now() + RETRY_AFTER
    finish(work, next_due)


def run_due() -> int:
    """Does all work that is due now, here and one after the other; returns how many pieces it did.

    For the command line and for tests; nothing renews the leases meanwhile.
    """
    done = 0
    while batch := claim(1, kinds()):
        run(batch[0])
        done += 1
    return done
