"""How far QuickBooks has been read, what nobody understood, the company and its settings."""

import django.db.models.deletion
from django.db import migrations, models

import nexos.kit.ids
from nexos.quickbooks.mirror.migrations._columns import OPTIONS, row


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("quickbooks_connection", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=nexos.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("entity", models.CharField(max_length=40)),
                ("reading_before", models.DateTimeField(null=True)),
                ("reading_total", models.PositiveIntegerField(null=True)),
                ("reading_again", models.BooleanField(default=False)),
                ("read_until", models.DateTimeField(null=True)),
                ("polled_at", models.DateTimeField(null=True)),
                ("left_out", models.JSONField(default=dict)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="quickbooks_connection.connection",
                    ),
                ),
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
        ),
        migrations.CreateModel(
            name="ReadPage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=nexos.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("start", models.PositiveIntegerField()),
                ("qbo_ids", models.JSONField()),
                ("unmoved", models.BooleanField(default=False)),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="quickbooks_mirror.coverage",
                    ),
                ),
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
        ),
        migrations.CreateModel(
            name="QuarantinedObject",
            fields=[
                (
                    "id",
                    models.UUIDField(default=nexos.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("entity", models.CharField(max_length=40)),
                ("qbo_id", models.CharField(default="", max_length=40)),
                ("reason", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="quickbooks_connection.connection",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.tenant",
                    ),
                ),
                ("raw", models.TextField()),
                ("seen_at", models.DateTimeField()),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CompanyInfo",
            fields=row(
                ("name", models.TextField()),
                ("legal_name", models.TextField(default="")),
                ("country", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("edition", models.TextField(default="")),
                ("subscription", models.TextField(default="")),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Preferences",
            fields=row(
                ("home_currency", models.TextField(default="USD")),
                ("multi_currency", models.BooleanField(default=False)),
                ("custom_txn_numbers", models.BooleanField(default=False)),
                ("sales_tax_enabled", models.BooleanField(default=False)),
                ("automated_sales_tax", models.BooleanField(null=True)),
                ("book_close_date", models.DateField(null=True)),
                ("auto_apply_credit", models.BooleanField(default=False)),
                ("auto_apply_payments", models.BooleanField(default=False)),
                ("allow_discount", models.BooleanField(default=False)),
                ("allow_estimates", models.BooleanField(default=False)),
                ("class_per_line", models.BooleanField(default=False)),
                ("class_per_document", models.BooleanField(default=False)),
                ("tracks_locations", models.BooleanField(default=False)),
                ("default_item_id", models.CharField(default="", max_length=40)),
            ),
            options=OPTIONS,
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.UniqueConstraint(fields=("connection", "entity"), name="one_coverage_per_kind"),
        ),
        migrations.AddConstraint(
            model_name="quarantinedobject",
            constraint=models.UniqueConstraint(
                fields=("connection", "entity", "qbo_id", "digest"), name="one_row_per_odd_object"
            ),
        ),
        migrations.AddConstraint(
            model_name="readpage",
            constraint=models.UniqueConstraint(fields=("coverage", "start"), name="one_row_per_page"),
        ),
    ]
