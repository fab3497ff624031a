"""After a sync both sides agree to the cent, whatever the company is like."""

import pytest

from books import Books
from reconciled import checked

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_synced_company_agrees(books: Books) -> None:
    books.sync()
    check = checked(books)
    assert check.state == "agrees", check.reason
