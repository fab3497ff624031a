"""Who may do what: permissions are `resource:action`; `*` and `resource:*` stand for all."""

from collections.abc import Iterable

BUILT_IN_ROLES: dict[str, list[str]] = {
    "admin": ["*"],
    "manager": [
        "companies:*",
        "vendors:*",
        "products:*",
        "quotes:*",
        "invoices:*",
        "payments:read",
        "quickbooks:read",
        "quickbooks:map",
        "quickbooks:push",
        "quickbooks:sync",
        "synclog:read",
        "settings:*",
    ],
    "technician": ["companies:read", "vendors:read", "products:read", "quotes:read"],
    "viewer": [
        "companies:read",
        "vendors:read",
        "products:read",
        "quotes:read",
        "invoices:read",
        "payments:read",
        "quickbooks:read",
        "synclog:read",
        "settings:read",
    ],
}


def allows(granted: Iterable[str], permission: str) -> bool:
    """Whether a list of granted permissions covers `permission`."""
    resource = permission.partition(":")[0]
    return not {"*", f"{resource}:*", permission}.isdisjoint(granted)
