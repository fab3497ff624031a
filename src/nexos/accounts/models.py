"""Tenants, sign-ins, users and roles.

`Tenant` and `SignIn` are read before a tenant is known, so they stand outside row security and hold what
routing needs. What a person *is* inside a tenant is `User`.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from nexos.kit.ids import new_id
from nexos.kit.tenancy.models import TenantModel


class Tenant(models.Model):
    """One managed-service provider. `time_zone` (IANA) decides its business dates, `currency` its home amounts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    currency = models.CharField(max_length=3, default="USD")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class SignInManager(BaseUserManager["SignIn"]):
    """Finds sign-ins by email, whatever its case: addresses are stored in lower case."""

    def get_by_natural_key(self, username: str | None) -> "SignIn":
        return self.get(email=(username or "").lower())


class SignIn(AbstractBaseUser):
    """The name and password hash a person signs in with, and the tenant that leads to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+")
    is_active = models.BooleanField(default=True)

    objects = SignInManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Role(TenantModel):
    """A named set of permissions, `resource:action` with `*` for all. Built-in roles cannot be changed."""

    name = models.CharField(max_length=60)
    permissions = models.JSONField(default=list)
    built_in = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="one_role_per_name")]

    def __str__(self) -> str:
        return self.name


class User(TenantModel):
    """A person who works in a tenant."""

    sign_in = models.OneToOneField(SignIn, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="users")
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
