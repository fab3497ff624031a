"""The tables of work types and billing roles."""

from django.db import models

from nexos.kit.names import normalised
from nexos.kit.tenancy.models import TenantModel


class Label(TenantModel):
    """A name that work carries. `name_key` is the name as it is compared: two that differ only in how they are typed
    are one. A retired one (not `active`) stays on what it is on and cannot be chosen any more."""

    name = models.CharField(max_length=100)
    name_key = models.TextField(editable=False)
    active = models.BooleanField(default=True)

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["tenant", "name_key"], name="%(class)s_named_once")]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str) -> None:
        """Gives it this name; nothing is saved yet."""
        self.name, self.name_key = name, normalised(name)


class WorkType(Label):
    """What was done: remote support, project work, travel."""


class BillingRole(Label):
    """As whom somebody did it: engineer, senior engineer, consultant."""
