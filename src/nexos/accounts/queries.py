"""Reads of tenants, users and roles."""

from uuid import UUID

from nexos.accounts.models import Role, SignIn, Tenant, User
from nexos.accounts.permissions import allows
from nexos.kit.errors import Forbidden, NotFound


def tenant(tenant_id: UUID) -> Tenant:
    """Raises NotFound."""
    try:
        return Tenant.objects.get(id=tenant_id)
    except Tenant.DoesNotExist as error:
        raise NotFound("There is no such tenant.") from error


def tenant_by_slug(slug: str) -> Tenant:
    """For the command line. Raises NotFound naming the slug."""
    try:
        return Tenant.objects.get(slug=slug)
    except Tenant.DoesNotExist as error:
        raise NotFound(f"There is no tenant “{slug}”.") from error


def user_of(sign_in: SignIn) -> User:
    """The active user behind a sign-in. Raises NotFound when it was switched off."""
    try:
        return User.objects.of(sign_in.tenant_id).select_related("role").get(sign_in=sign_in, active=True)
    except User.DoesNotExist as error:
        raise NotFound("This user is no longer active. Ask an administrator of your company.") from error


def users(tenant_id: UUID) -> list[User]:
    """Active users by name, with their roles."""
    return list(User.objects.of(tenant_id).filter(active=True).select_related("role").order_by("name"))


def may(user: User, permission: str) -> bool:
    """Whether the user's role grants `permission` ("invoices:push")."""
    return allows(user.role.permissions, permission)


def require(user: User, permission: str) -> None:
    """Raises Forbidden, naming who can give the permission."""
    if not may(user, permission):
        raise Forbidden(
            f"You may not do this: it needs the permission “{permission}”. {_who_can_grant(user)}", permission
        )


def _who_can_grant(user: User) -> str:
    admins = [admin.name for admin in users(user.tenant_id) if "*" in admin.role.permissions]
    return f"{admins[0]} can give it to you." if admins else "An administrator can give it to you."


def roles(tenant_id: UUID) -> list[Role]:
    """The tenant's roles, built-in ones first."""
    return list(Role.objects.of(tenant_id).order_by("-built_in", "name"))
