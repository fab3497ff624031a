"""Who may open what: every address of the application, as everybody, listed by the application itself."""

from typing import Any

import pytest
from django.test import Client

from addresses import EVERY, GUARDED, address, views
from nexos.accounts.permissions import BUILT_IN_ROLES, allows


def opened(client: Client, path: str) -> Any:
    """A page, or for an address that only takes a form the answer to an empty one."""
    answer = client.get(path)
    return client.post(path) if answer.status_code == 405 else answer


def needed(name: str) -> str:
    return str(GUARDED[name].callback.permission)


def test_no_two_addresses_share_a_name() -> None:
    names = [str(view.name) for view in views()]
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_every_address_says_who_may_open_it() -> None:
    silent = [name for name, view in GUARDED.items() if not hasattr(view.callback, "permission")]
    assert silent == []
    assert EVERY.keys() - GUARDED.keys() == {"health", "sign-in", "quickbooks-webhook"}


def test_who_is_not_signed_in_is_sent_to_sign_in(records: dict[str, Any]) -> None:
    for name in GUARDED:
        for answer in (Client().get(address(name, records)), Client().post(address(name, records))):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/sign-in"), name


@pytest.mark.parametrize("role", ["technician", "viewer"])
def test_a_missing_permission_is_refused_and_says_who_can_give_it(
    role: str, records: dict[str, Any], bob: Client, vera: Client
) -> None:
    client = {"technician": bob, "viewer": vera}[role]
    lacking = [name for name in GUARDED if needed(name) and not allows(BUILT_IN_ROLES[role], needed(name))]
    assert len(lacking) > 10
    for name in lacking:
        answer = opened(client, address(name, records))
        assert answer.status_code == 403, name
        assert "Alice Moreau can give it to you" in answer.content.decode(), name


def test_another_tenant_finds_nothing(records: dict[str, Any], charlie: Client) -> None:
    for name, view in EVERY.items():
        about_a_record = bool(view.pattern.converters)
        path = address(name, records)
        answer = opened(charlie, path) if about_a_record else charlie.get(path)
        if about_a_record:
            assert answer.status_code == 404, name
        assert "Harbor Dental" not in answer.content.decode(), name
        assert "Northwind" not in answer.content.decode(), name
