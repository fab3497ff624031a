import django.db.models.deletion
from django.db import migrations, models

import nexos.kit.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=nexos.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("push", "To QuickBooks"),
                            ("sync", "From QuickBooks"),
                            ("mapping", "Mapping"),
                            ("connection", "Connection"),
                            ("notices", "Notifications"),
                            ("reconciliation", "Reconciliation"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("failed", "Failed"),
                            ("skipped", "Skipped"),
                            ("waiting", "Waiting"),
                            ("checking", "Checking"),
                            ("slowed", "Slowed"),
                            ("done", "Done"),
                        ],
                        max_length=10,
                    ),
                ),
                ("urgency", models.PositiveSmallIntegerField(choices=[(0, "Failed"), (1, "Waiting"), (2, "Rest")])),
                ("code", models.CharField(default="", max_length=40)),
                ("record_kind", models.CharField(default="", max_length=30)),
                ("record_id", models.CharField(default="", max_length=64)),
                ("about", models.CharField(default="", max_length=200)),
                ("found_as", models.CharField(default="", max_length=200)),
                ("first_seen", models.DateTimeField()),
                ("last_seen", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                ("times", models.PositiveIntegerField(default=1)),
                ("message", models.TextField()),
                ("remedy", models.TextField(default="")),
                ("details", models.JSONField(default=dict)),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.tenant",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["tenant", "urgency", "-last_seen", "-id"], name="log_in_order"),
                    models.Index(fields=["tenant", "outcome", "urgency", "-last_seen", "-id"], name="log_by_outcome"),
                    models.Index(fields=["tenant", "source", "urgency", "-last_seen", "-id"], name="log_by_source"),
                    models.Index(
                        fields=["tenant", "source", "outcome", "urgency", "-last_seen", "-id"], name="log_by_both"
                    ),
                    models.Index(fields=["tenant", "found_as"], name="log_by_record"),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", False)),
                        fields=["tenant", "-resolved_at"],
                        name="log_resolved",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "source", "record_kind", "record_id", "outcome", "code"),
                        name="one_row_per_repeated_outcome",
                    )
                ],
            },
        ),
    ]
