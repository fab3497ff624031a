"""Columns that Django lacks."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:

    class _Field[S, G](models.Field[S, G]):
        _pyi_private_set_type: Decimal | int | str  # where django-stubs looks, to add None for null=True
        _pyi_private_get_type: Decimal

else:  # Django's own class is not generic

    class _Field[S, G](models.Field):
        pass


class DecimalTextField[S, G](_Field[S, G]):
    """An exact decimal kept as text: quantities and unit prices have up to seven places, and SQLite has no decimals."""

    description = "Exact decimal, stored as text"

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError(f"“{value}” is not a number") from error

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else format(number, "f")
