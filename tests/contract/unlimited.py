"""No limit of our own, so that theirs is met."""

import contextlib


class Unlimited:
    """A throttle that lets everything pass and remembers how long it was asked to wait."""

    def acquire(self, kind):
        return contextlib.nullcontext()

    def park(self, until):
        self.until = until
