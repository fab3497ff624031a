"""A sealed secret opens only for the tenant and column it was sealed for."""

import secrets

import pytest
from django.test import override_settings

from cast import Cast
from nexos.kit.tenancy import scope
from nexos.kit.vault.models import DataKey
from nexos.kit.vault.seal import Unreadable, open_sealed, seal


def test_a_sealed_text_opens_where_it_belongs(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
        assert "s3cret" not in sealed
        assert open_sealed(cast.northwind.id, "connection.refresh_token", sealed) == "s3cret"


def test_a_secret_moved_to_another_column_cannot_be_opened(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
        with pytest.raises(Unreadable):
            open_sealed(cast.northwind.id, "connection.client_secret", sealed)


def test_a_secret_moved_to_another_tenant_cannot_be_opened(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
    with scope(cast.contoso.id), pytest.raises(Unreadable):
        open_sealed(cast.contoso.id, "connection.refresh_token", sealed)


def test_an_altered_secret_cannot_be_opened(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
        altered = ("B" if sealed[20] != "B" else "C").join((sealed[:20], sealed[21:]))
        with pytest.raises(Unreadable):
            open_sealed(cast.northwind.id, "connection.refresh_token", altered)


def test_a_data_key_that_is_gone_opens_nothing_more(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
        DataKey.objects.all().delete()
        with pytest.raises(Unreadable):
            open_sealed(cast.northwind.id, "connection.refresh_token", sealed)


def test_a_master_key_that_is_withdrawn_opens_nothing_more(cast: Cast) -> None:
    with scope(cast.northwind.id):
        sealed = seal(cast.northwind.id, "connection.refresh_token", "s3cret")
        with override_settings(ENCRYPTION_KEYS=[secrets.token_bytes(32)]), pytest.raises(Unreadable):
            open_sealed(cast.northwind.id, "connection.refresh_token", sealed)
