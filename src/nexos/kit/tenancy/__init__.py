"""Whose data it is. Four nets: explicit tenant arguments, managers that refuse without a scope, row security, tests."""

from nexos.kit.tenancy.scope import NoTenant, WrongTenant, current_tenant_id, scope

__all__ = ["NoTenant", "WrongTenant", "current_tenant_id", "scope"]
