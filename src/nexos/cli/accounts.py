"""`nexos tenant` and `nexos user`: the first tenant and its people."""

import argparse
import getpass
import os
from typing import Any

from nexos.cli.django_setup import load_django


def add_commands(commands: Any) -> None:
    """Adds `tenant create` and `user create`."""
    tenant = commands.add_parser("tenant", help="make tenants").add_subparsers(required=True, metavar="ACTION")
    create = tenant.add_parser("create", help="a tenant with the built-in roles")
    create.add_argument("slug", help="short name, used on the command line")
    create.add_argument("--name", required=True)
    create.add_argument("--time-zone", default="America/New_York", help="IANA name; decides business dates")
    create.add_argument("--currency", default="USD")
    create.set_defaults(run=_create_tenant)

    user = commands.add_parser("user", help="make users").add_subparsers(required=True, metavar="ACTION")
    create = user.add_parser(
        "create", help="a user who can sign in; the password is asked for, or read from NEXOS_PASSWORD"
    )
    create.add_argument("email")
    create.add_argument("--tenant", required=True, help="the tenant's short name")
    create.add_argument("--name", required=True)
    create.add_argument("--role", default="admin")
    create.set_defaults(run=_create_user)


def _create_tenant(given: argparse.Namespace) -> None:
    load_django()
    from nexos.accounts import services

    tenant = services.create_tenant(given.slug, given.name, given.time_zone, given.currency)
    print(f"made the tenant “{tenant.name}” ({tenant.slug})")


def _create_user(given: argparse.Namespace) -> None:
    load_django()
    from nexos.accounts import queries, services
    from nexos.kit.tenancy import scope

    tenant = queries.tenant_by_slug(given.tenant)
    password = os.environ.get("NEXOS_PASSWORD") or getpass.getpass("Password: ")
    with scope(tenant.id):
        user = services.create_user(tenant.id, given.name, given.email, password, given.role)
    print(f"{user.name} can sign in as {user.email}")
