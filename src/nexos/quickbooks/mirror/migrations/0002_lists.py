"""Names and lists that documents refer to."""

from django.db import migrations, models

import nexos.kit.fields
from nexos.quickbooks.mirror.migrations._columns import OPTIONS, row


class Migration(migrations.Migration):
    dependencies = [
        ("quickbooks_mirror", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=row(
                ("name", models.TextField()),
                ("fully_qualified_name", models.TextField(default="")),
                ("number", models.TextField(default="")),
                ("classification", models.TextField(default="")),
                ("type", models.TextField(default="")),
                ("subtype", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("parent_id", models.CharField(default="", max_length=40)),
                ("currency", models.TextField()),
                ("balance_minor", models.BigIntegerField(default=0)),
                ("balance_with_sub_minor", models.BigIntegerField(default=0)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Class",
            fields=row(
                ("name", models.TextField()),
                ("fully_qualified_name", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("parent_id", models.CharField(default="", max_length=40)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Department",
            fields=row(
                ("name", models.TextField()),
                ("fully_qualified_name", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("parent_id", models.CharField(default="", max_length=40)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Employee",
            fields=row(
                ("display_name", models.TextField()),
                ("given_name", models.TextField(default="")),
                ("family_name", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Item",
            fields=row(
                ("name", models.TextField()),
                ("fully_qualified_name", models.TextField(default="")),
                ("sku", models.TextField(default="")),
                ("description", models.TextField(default="")),
                ("type", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("taxable", models.BooleanField(default=False)),
                ("price", nexos.kit.fields.DecimalTextField(null=True)),
                ("cost", nexos.kit.fields.DecimalTextField(null=True)),
                ("income_account_id", models.CharField(default="", max_length=40)),
                ("expense_account_id", models.CharField(default="", max_length=40)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Customer",
            fields=row(
                ("display_name", models.TextField()),
                ("fully_qualified_name", models.TextField(default="")),
                ("company_name", models.TextField(default="")),
                ("given_name", models.TextField(default="")),
                ("family_name", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("address_line1", models.TextField(default="")),
                ("address_line2", models.TextField(default="")),
                ("city", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("postal_code", models.TextField(default="")),
                ("country", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("parent_id", models.CharField(default="", max_length=40)),
                ("is_job", models.BooleanField(default=False)),
                ("is_project", models.BooleanField(default=False)),
                ("taxable", models.BooleanField(default=False)),
                ("tax_code_id", models.CharField(default="", max_length=40)),
                ("term_id", models.CharField(default="", max_length=40)),
                ("currency", models.TextField()),
                ("balance_minor", models.BigIntegerField(default=0)),
                ("balance_with_jobs_minor", models.BigIntegerField(default=0)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Vendor",
            fields=row(
                ("display_name", models.TextField()),
                ("company_name", models.TextField(default="")),
                ("given_name", models.TextField(default="")),
                ("family_name", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("contractor", models.BooleanField(default=False)),
                ("term_id", models.CharField(default="", max_length=40)),
                ("currency", models.TextField()),
                ("balance_minor", models.BigIntegerField(default=0)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Term",
            fields=row(
                ("name", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("due_days", models.PositiveIntegerField(null=True)),
                ("day_of_month", models.PositiveIntegerField(null=True)),
                ("next_month_days", models.PositiveIntegerField(null=True)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="TaxCode",
            fields=row(
                ("name", models.TextField()),
                ("description", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("taxable", models.BooleanField(default=False)),
                ("is_group", models.BooleanField(default=False)),
                ("sales_rate_ids", models.JSONField(default=list)),
                ("purchase_rate_ids", models.JSONField(default=list)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="TaxRate",
            fields=row(
                ("name", models.TextField()),
                ("description", models.TextField(default="")),
                ("active", models.BooleanField(default=True)),
                ("percent", nexos.kit.fields.DecimalTextField(null=True)),
                ("agency_id", models.CharField(default="", max_length=40)),
            ),
            options=OPTIONS,
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["connection", "parent_id"], name="customers_by_parent"),
        ),
    ]
