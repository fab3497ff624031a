"""Making tenants and users."""

from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from nexos.accounts.models import Role, SignIn, Tenant, User
from nexos.accounts.permissions import BUILT_IN_ROLES
from nexos.kit.errors import InvalidInput
from nexos.kit.tenancy import scope


def create_tenant(slug: str, name: str, time_zone: str = "America/New_York", currency: str = "USD") -> Tenant:
    """A tenant with the built-in roles and no users. Raises InvalidInput naming slug, time_zone or currency."""
    wrong = {}
    try:
        validate_slug(slug)
    except ValidationError:
        wrong["slug"] = f"“{slug}” is not a short name: use letters, digits and hyphens."
    if Tenant.objects.filter(slug=slug).exists():
        wrong["slug"] = f"There is a tenant “{slug}” already; choose another short name."
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        wrong["time_zone"] = f"“{time_zone}” is not a time zone; write it like America/New_York."
    if not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
        wrong["currency"] = f"“{currency}” is not a currency; write it like USD."
    if wrong:
        raise InvalidInput(wrong)
    tenant = Tenant(slug=slug, name=name, time_zone=time_zone, currency=currency)
    with scope(tenant.id), transaction.atomic():
        tenant.save(force_insert=True)
        Role.objects.bulk_create(
            Role(tenant=tenant, name=role, permissions=granted, built_in=True)
            for role, granted in BUILT_IN_ROLES.items()
        )
    return tenant


def create_user(tenant_id: UUID, name: str, email: str, password: str, role: str) -> User:
    """A user who can sign in at once. Raises InvalidInput naming email, password or role."""
    wrong = {}
    email = email.lower()
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = f"“{email}” is not an email address."
    if SignIn.objects.filter(email=email).exists():
        wrong["email"] = f"“{email}” signs in already; use another address."
    try:
        validate_password(password)
    except ValidationError as error:
        wrong["password"] = " ".join(error.messages)
    granted = Role.objects.of(tenant_id).filter(name=role).first()
    if granted is None:
        wrong["role"] = f"There is no role “{role}”."
    if wrong or granted is None:
        raise InvalidInput(wrong)
    with transaction.atomic():
        sign_in = SignIn(email=email, tenant_id=tenant_id)
        sign_in.set_password(password)
        sign_in.save(force_insert=True)
        return User.objects.create(tenant_id=tenant_id, sign_in=sign_in, name=name, email=email, role=granted)
