"""The keys of the tenant's app at Intuit."""

from uuid import UUID

from django.db import transaction

from nexos.kit.errors import InvalidInput, Refused
from nexos.quickbooks.connection import credentials, queries, walk
from nexos.quickbooks.connection.models import Connection, Environment
from nexos.quickbooks.metering.app_key import app_key


def save_credentials(
    tenant_id: UUID, *, client_id: str, client_secret: str, environment: str, verifier_token: str = ""
) -> Connection:
    """The tenant's Intuit app; what is empty stays as it was saved, but another client id forgets the verifier token,
    which belongs to the app before. Needs the tenant's scope.

    Raises InvalidInput naming client_id, client_secret, verifier_token or environment; Refused where it would cut off
    a company: the environment of a connection that ever had one, or the client id of one that is connected.
    """
    with transaction.atomic():
        connection = queries.current(tenant_id) or Connection(tenant_id=tenant_id, environment=environment)
        saved = bool(connection.sealed_client_id)
        given = {
            "client_id": client_id.strip(),
            "client_secret": client_secret.strip(),
            "verifier_token": verifier_token.strip(),
        }
        _check_credentials(given, environment, saved)
        if connection.realm_id and environment != connection.environment:
            raise Refused(
                f"This connection belongs to “{connection.company_name}” in the {connection.environment} environment, "
                "and stays there. For a company in the other one, start afresh under Advanced."
            )
        if given["client_id"] and saved and given["client_id"] != credentials.opened(connection, "client_id"):
            if connection.connected:
                raise Refused("The present sign-in belongs to the saved client id. Disconnect first, then change it.")
            if not given["client_secret"]:
                raise InvalidInput({"client_secret": "Another client id needs its own client secret."})
            connection.sealed_verifier_token = ""
        connection.environment = environment
        if given["client_id"]:
            connection.app_key = app_key(given["client_id"])
        for column, value in given.items():
            if value:
                setattr(connection, f"sealed_{column}", credentials.sealed(connection, column, value))
        if saved:
            connection.save(update_fields=["environment", "app_key", *(f"sealed_{column}" for column in given)])
            walk.call_off(connection)
        else:
            connection.save(force_insert=True)
    return connection


def _check_credentials(given: dict[str, str], environment: str, saved: bool) -> None:
    wrong = {}
    for field, value in given.items():
        name = field.replace("_", " ")
        if not value and not saved and field != "verifier_token":
            wrong[field] = f"Copy the {name} from “Keys and credentials” of your app in Intuit's portal."
        elif value and not (value.isascii() and value.isprintable() and " " not in value and len(value) <= 300):
            wrong[field] = f"This is not a {name}: it holds blanks or special characters. Copy it again from Intuit."
    if environment not in Environment.values:
        wrong["environment"] = "Choose sandbox or production."
    if wrong:
        raise InvalidInput(wrong)
