"""Documents with their lines, payments with their applications, time."""

from django.db import migrations, models

import nexos.kit.fields
from nexos.quickbooks.mirror.migrations._columns import OPTIONS, part, row


class Migration(migrations.Migration):
    dependencies = [
        ("quickbooks_mirror", "0002_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditMemo",
            fields=row(
                ("doc_number", models.CharField(default="", max_length=100)),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("company_id", models.UUIDField(null=True)),
                ("txn_date", models.DateField(null=True)),
                ("currency", models.TextField()),
                ("total_minor", models.BigIntegerField()),
                ("tax_minor", models.BigIntegerField()),
                ("email_status", models.TextField(default="")),
                ("private_note", models.TextField(default="")),
                ("balance_minor", models.BigIntegerField()),
                ("voided", models.BooleanField(default=False)),
            ),
            options={
                **OPTIONS,
                "indexes": [
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                        name="creditmemos_newest_first",
                    ),
                    models.Index(fields=["connection", "customer_id"], name="creditmemos_by_customer"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditMemoLine",
            fields=part(
                "credit_memo_id",
                ("bundle_position", models.PositiveIntegerField(null=True)),
                ("line_id", models.CharField(default="", max_length=40)),
                ("detail_type", models.TextField()),
                ("item_id", models.CharField(default="", max_length=40)),
                ("item_name", models.TextField(default="")),
                ("description", models.TextField(default="")),
                ("quantity", nexos.kit.fields.DecimalTextField(null=True)),
                ("unit_price", nexos.kit.fields.DecimalTextField(null=True)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("taxable", models.BooleanField(default=False)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Estimate",
            fields=row(
                ("doc_number", models.CharField(default="", max_length=100)),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("company_id", models.UUIDField(null=True)),
                ("txn_date", models.DateField(null=True)),
                ("currency", models.TextField()),
                ("total_minor", models.BigIntegerField()),
                ("tax_minor", models.BigIntegerField()),
                ("email_status", models.TextField(default="")),
                ("private_note", models.TextField(default="")),
                ("expires_on", models.DateField(null=True)),
                ("status", models.TextField(default="")),
                ("accepted_by", models.TextField(default="")),
                ("accepted_on", models.DateField(null=True)),
                ("links", models.JSONField(default=list)),
            ),
            options={
                **OPTIONS,
                "indexes": [
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                        name="estimates_newest_first",
                    ),
                    models.Index(fields=["connection", "customer_id"], name="estimates_by_customer"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EstimateLine",
            fields=part(
                "estimate_id",
                ("bundle_position", models.PositiveIntegerField(null=True)),
                ("line_id", models.CharField(default="", max_length=40)),
                ("detail_type", models.TextField()),
                ("item_id", models.CharField(default="", max_length=40)),
                ("item_name", models.TextField(default="")),
                ("description", models.TextField(default="")),
                ("quantity", nexos.kit.fields.DecimalTextField(null=True)),
                ("unit_price", nexos.kit.fields.DecimalTextField(null=True)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("taxable", models.BooleanField(default=False)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=row(
                ("doc_number", models.CharField(default="", max_length=100)),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("company_id", models.UUIDField(null=True)),
                ("txn_date", models.DateField(null=True)),
                ("due_date", models.DateField(null=True)),
                ("currency", models.TextField()),
                ("total_minor", models.BigIntegerField()),
                ("balance_minor", models.BigIntegerField()),
                ("tax_minor", models.BigIntegerField()),
                ("voided", models.BooleanField(default=False)),
                ("email_status", models.TextField(default="")),
                ("private_note", models.TextField(default="")),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=part(
                "invoice_id",
                ("bundle_position", models.PositiveIntegerField(null=True)),
                ("line_id", models.CharField(default="", max_length=40)),
                ("detail_type", models.TextField()),
                ("item_id", models.CharField(default="", max_length=40)),
                ("item_name", models.TextField(default="")),
                ("description", models.TextField(default="")),
                ("quantity", nexos.kit.fields.DecimalTextField(null=True)),
                ("unit_price", nexos.kit.fields.DecimalTextField(null=True)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("taxable", models.BooleanField(default=False)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Payment",
            fields=row(
                ("customer_id", models.CharField(default="", max_length=40)),
                ("company_id", models.UUIDField(null=True)),
                ("txn_date", models.DateField(null=True)),
                ("currency", models.TextField()),
                ("total_minor", models.BigIntegerField()),
                ("unapplied_minor", models.BigIntegerField()),
                ("method_id", models.CharField(default="", max_length=40)),
                ("method", models.TextField(default="")),
                ("reference", models.TextField(default="")),
                ("voided", models.BooleanField(default=False)),
                ("private_note", models.TextField(default="")),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="PaymentApplication",
            fields=part(
                "payment_id",
                ("txn_type", models.TextField()),
                ("txn_id", models.CharField(max_length=40)),
                ("amount_minor", models.BigIntegerField()),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="PurchaseOrder",
            fields=row(
                ("doc_number", models.CharField(default="", max_length=100)),
                ("vendor_id", models.CharField(default="", max_length=40)),
                ("txn_date", models.DateField(null=True)),
                ("due_date", models.DateField(null=True)),
                ("currency", models.TextField()),
                ("total_minor", models.BigIntegerField()),
                ("status", models.TextField(default="")),
                ("links", models.JSONField(default=list)),
                ("memo", models.TextField(default="")),
                ("private_note", models.TextField(default="")),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="PurchaseOrderLine",
            fields=part(
                "purchase_order_id",
                ("line_id", models.CharField(default="", max_length=40)),
                ("detail_type", models.TextField()),
                ("item_id", models.CharField(default="", max_length=40)),
                ("item_name", models.TextField(default="")),
                ("account_id", models.CharField(default="", max_length=40)),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("billable", models.TextField(default="")),
                ("description", models.TextField(default="")),
                ("quantity", nexos.kit.fields.DecimalTextField(null=True)),
                ("unit_price", nexos.kit.fields.DecimalTextField(null=True)),
                ("received", nexos.kit.fields.DecimalTextField(null=True)),
                ("amount_minor", models.BigIntegerField(null=True)),
            ),
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="TimeActivity",
            fields=row(
                ("employee_id", models.CharField(default="", max_length=40)),
                ("vendor_id", models.CharField(default="", max_length=40)),
                ("customer_id", models.CharField(default="", max_length=40)),
                ("item_id", models.CharField(default="", max_length=40)),
                ("txn_date", models.DateField(null=True)),
                ("minutes", models.PositiveIntegerField(null=True)),
                ("billable", models.TextField(default="")),
                ("hourly_rate", nexos.kit.fields.DecimalTextField(null=True)),
                ("description", models.TextField(default="")),
            ),
            options=OPTIONS,
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("company_id__isnull", False), ("deleted_at__isnull", True)),
                fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                name="released_invoices",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("company_id__isnull", False), ("deleted_at__isnull", True)),
                fields=["tenant", "company_id", "-txn_date", "-qbo_id"],
                name="company_invoices",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("company_id__isnull", False), ("deleted_at__isnull", True)),
                fields=["tenant", "connection", "balance_minor", "due_date", "voided", "company_id", "deleted_at"],
                name="counted_invoices",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("company_id__isnull", True), ("deleted_at__isnull", True)),
                fields=["tenant", "connection", "customer_id", "currency", "total_minor"],
                name="held_invoices",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("company_id__isnull", False)),
                fields=["connection", "customer_id"],
                name="invoices_by_customer",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["connection", "doc_number"], name="invoices_by_number"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", True)),
                fields=["tenant", "connection", "-txn_date", "-qbo_id"],
                name="payments_newest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["connection", "customer_id"], name="payments_by_customer"),
        ),
        migrations.AddIndex(
            model_name="paymentapplication",
            index=models.Index(fields=["connection", "txn_id"], name="applications_by_document"),
        ),
    ]
