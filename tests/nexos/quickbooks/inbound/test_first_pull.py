"""The first pull: everything, once, whatever happens meanwhile."""

import pytest

from books import Books

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_mirror_holds_every_object_as_it_is(books: Books) -> None:
    run = books.sync()
    assert run.state == "done", run.message
    assert books.agrees()
