"""Decisions about many customers at once, and what became of each."""

from django.db import migrations, models

from nexos.kit.ids import new_id
from nexos.quickbooks.mapping.migrations._columns import person, row, tenant, to


class Migration(migrations.Migration):
    dependencies = [("quickbooks_mapping", "0002_standings")]

    operations = [
        migrations.CreateModel(
            name="Bulk",
            fields=row(
                (
                    "act",
                    models.CharField(
                        choices=[("accept", "Accept the sure matches"), ("create", "Create the missing companies")],
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("released", models.IntegerField(default=0)),
                person("asked_by"),
                person("stopped_by"),
            ),
            options={"indexes": [models.Index(fields=["connection", "-asked_at"], name="bulks_by_time")]},
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("customer_id", models.CharField(max_length=50)),
                ("name", models.TextField()),
                ("refusal", models.TextField(default="")),
                to("bulk", "quickbooks_mapping.bulk"),
                to("company", "crm.company", null=True),
                tenant(),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bulk", "customer_id"), name="one_result_per_customer")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("refusal", ""), _negated=True),
                        fields=["bulk", "id"],
                        name="refusals_of_a_bulk",
                    )
                ],
            },
        ),
    ]
