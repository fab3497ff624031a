"""Checks, what differed in each, what customers owed, and how far the nightly audit has come."""

from typing import Any

from django.db import migrations, models

from nexos.kit.ids import new_id

type _Column = tuple[str, models.Field[Any, Any]]

_CONNECTION = {"on_delete": models.CASCADE, "related_name": "+", "to": "quickbooks_connection.connection"}


def _row(*own: _Column) -> list[_Column]:
    """What belongs to a tenant."""
    tenant = models.ForeignKey(editable=False, on_delete=models.CASCADE, related_name="+", to="accounts.tenant")
    id_ = models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)
    return [("id", id_), *own, ("tenant", tenant)]


def _of_check(name: str, *own: _Column) -> list[_Column]:
    """What belongs to a check, which has them under `name`."""
    check = models.ForeignKey(
        on_delete=models.CASCADE, related_name=name, to="quickbooks_reconciliation.reconciliation"
    )
    return [*_row(*own), ("reconciliation", check)]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("quickbooks_connection", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditPlace",
            fields=_row(
                ("entity", models.CharField(max_length=40)),
                ("created_before", models.DateTimeField(null=True)),
                ("lap_began_at", models.DateTimeField()),
                ("lap_ended_at", models.DateTimeField(null=True)),
                ("connection", models.OneToOneField(**_CONNECTION)),
            ),
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=_row(
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Checking"),
                            ("agrees", "Agrees"),
                            ("differs", "Differs"),
                            ("cannot_tell", "Cannot tell"),
                        ],
                        default="checking",
                        max_length=20,
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("night", "Every night"),
                            ("person", "Check now"),
                            ("repull", "After reading again"),
                            ("command", "From the command line"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_by", models.CharField(default="", max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("first_month", models.DateField()),
                ("last_month", models.DateField()),
                ("leased", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("step", models.TextField(default="")),
                ("steps_done", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.TextField(default="")),
                ("calls", models.PositiveIntegerField(default=0)),
                ("bytes", models.BigIntegerField(default=0)),
                ("read_until", models.DateTimeField(null=True)),
                ("differences", models.PositiveIntegerField(default=0)),
                ("customers", models.PositiveIntegerField(default=0)),
                ("documents", models.JSONField(default=dict)),
                ("receivables", models.JSONField(default=list)),
                ("months", models.JSONField(default=list)),
                ("held", models.JSONField(default=dict)),
                ("connection", models.ForeignKey(**_CONNECTION)),
            ),
            options={
                "indexes": [models.Index(fields=["connection", "-asked_at"], name="checks_newest_first")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "checking")),
                        fields=("connection",),
                        name="one_check_under_way_per_connection",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=_of_check(
                "found",
                ("place", models.PositiveIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("delivered", "Documents we sent"),
                            ("document", "Documents"),
                            ("balance", "Customers"),
                            ("receivables", "Receivables"),
                            ("month", "Months"),
                            ("count", "Counts"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("missing", "Missing here"),
                            ("surplus", "Not in QuickBooks"),
                            ("doubled", "Here twice"),
                            ("altered", "Not as QuickBooks has it"),
                            ("not_understood", "Not understood"),
                            ("not_mirrored", "A kind that is not mirrored"),
                            ("changed_there", "Changed in QuickBooks"),
                            ("voided_there", "Voided in QuickBooks only"),
                            ("voided_here", "Voided here only"),
                            ("deleted_there", "Deleted in QuickBooks"),
                            ("hierarchy", "Its sub-customers do not add up"),
                            ("unexplained", "Not explained"),
                        ],
                        max_length=20,
                    ),
                ),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("customer_name", models.TextField(default="")),
                ("month", models.DateField(null=True)),
                ("entity", models.CharField(default="", max_length=40)),
                ("qbo_id", models.CharField(default="", max_length=40)),
                ("doc_number", models.CharField(default="", max_length=100)),
                ("record_id", models.UUIDField(null=True)),
                ("currency", models.CharField(default="", max_length=3)),
                ("here_minor", models.BigIntegerField(null=True)),
                ("there_minor", models.BigIntegerField(null=True)),
                ("sentence", models.TextField()),
                ("read_again", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reconciliation", "place"), name="one_difference_per_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerBalance",
            fields=_of_check(
                "balances",
                ("customer_id", models.CharField(max_length=40)),
                ("name", models.TextField(default="")),
                ("currency", models.CharField(max_length=3)),
                ("here_minor", models.BigIntegerField()),
                ("there_minor", models.BigIntegerField()),
                ("held", models.BooleanField(default=False)),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reconciliation", "customer_id", "currency"), name="one_balance_per_customer"
                    )
                ],
            },
        ),
    ]
