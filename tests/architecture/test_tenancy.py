"""A tenant's tables are reached only by the app that owns them, and none of them escapes row security."""

import ast

import pytest
from django.apps import apps
from django.db import connection
from source import modules

from nexos.kit.tenancy.models import TenantModel
from nexos.kit.tenancy.row_security import tenant_tables

# Read before a tenant is known: they hold ids, hashes, times and what routing needs.
ROUTING = {
    "accounts.Tenant",
    "accounts.SignIn",
    "jobs.DueWork",
    "quickbooks_connection.RealmOwner",
    "quickbooks_connection.CallPace",
    "quickbooks_metering.DayOfReads",
    "quickbooks_metering.IntuitApp",
    "quickbooks_notices.Addressee",
}

# Apps of others whose tables no row security binds, and why they need none.
LIBRARIES = {
    "auth": "groups and permissions of Django's own, which nothing here uses",
    "axes": "who tried to sign in, before a tenant is known",
    "contenttypes": "the names of models",
    "procrastinate": "wake-ups of the job engine: they name no work and no tenant",
    "sessions": "browsers that are signed in, each under a random key",
}


def test_every_table_belongs_to_a_tenant_or_is_for_routing() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("nexos.")]
    assert {model._meta.label for model in ours if not issubclass(model, TenantModel)} - ROUTING == set()


def test_a_librarys_table_is_there_for_a_reason() -> None:
    theirs = [model for model in apps.get_models() if not model.__module__.startswith("nexos.")]
    assert {model._meta.app_label for model in theirs} - LIBRARIES.keys() == set()


def test_tables_are_reached_only_inside_their_own_app() -> None:
    owners = {model.__name__: set() for model in apps.get_models() if issubclass(model, TenantModel)}
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            owners[model.__name__].add(model._meta.app_config.name.replace(".", "/"))
    strangers = [
        f"{name}:{node.lineno}: {node.value.id}.objects"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)
        if node.value.id in owners and not any(name.startswith(f"{owner}/") for owner in owners[node.value.id])
    ]
    assert strangers == []


def test_queries_and_services_take_the_tenant_first() -> None:
    """In every domain app and below `quickbooks`; routing reads start where no tenant is known yet."""
    before_a_tenant_is_known = {"tenant_by_slug", "user_of", "may", "require", "create_tenant"}
    wrong = []
    for name, tree in modules().items():
        if not (name.startswith("nexos/") and name.endswith(("queries.py", "services.py"))):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                first = node.args.args[0].arg if node.args.args else ""
                if first != "tenant_id" and node.name not in before_a_tenant_is_known:
                    wrong.append(f"{name}:{node.name}({first})")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="row security is PostgreSQL's; this run is on SQLite")
def test_row_security_is_forced_on_every_tenant_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'")
        assert {row[0] for row in cursor.fetchall()} == set(tenant_tables())
