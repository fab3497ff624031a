"""Who and what is linked, what a person left unlinked, and what may be created."""

from django.db import migrations, models

from nexos.kit.ids import new_id
from nexos.quickbooks.mapping.migrations._columns import link, person, row, tenant, to


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("catalog", "0001_initial"),
        ("crm", "0001_initial"),
        ("procurement", "0001_initial"),
        ("quickbooks_connection", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerLink",
            fields=link(
                ("customer_id", models.CharField(max_length=50)),
                to("company", "crm.company", models.RESTRICT),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("connection", "customer_id"), name="customer_linked_once"),
                    models.UniqueConstraint(fields=("connection", "company"), name="company_linked_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmployeeLink",
            fields=link(
                ("employee_id", models.CharField(default="", max_length=50)),
                ("vendor_id", models.CharField(default="", max_length=50)),
                to("user", "accounts.user", models.RESTRICT),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("employee_id", ""), _negated=True),
                        fields=("connection", "employee_id"),
                        name="employee_linked_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vendor_id", ""), _negated=True),
                        fields=("connection", "vendor_id"),
                        name="contractor_linked_once",
                    ),
                    models.UniqueConstraint(fields=("connection", "user"), name="user_linked_once"),
                    models.CheckConstraint(
                        condition=models.Q(("employee_id", ""), ("vendor_id", ""), _connector="XOR"),
                        name="employee_or_contractor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VendorLink",
            fields=link(
                ("qbo_id", models.CharField(max_length=50)),
                to("vendor", "procurement.vendor", models.RESTRICT),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("connection", "qbo_id"), name="vendor_there_linked_once"),
                    models.UniqueConstraint(fields=("connection", "vendor"), name="vendor_here_linked_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemLink",
            fields=link(
                ("item_id", models.CharField(max_length=50)),
                to("product", "catalog.product", models.RESTRICT),
            ),
            options={
                "indexes": [models.Index(fields=["connection", "item_id"], name="products_of_an_item")],
                "constraints": [models.UniqueConstraint(fields=("connection", "product"), name="product_linked_once")],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=link(
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=40)),
                ("qbo_id", models.CharField(max_length=50)),
            ),
            options={
                "indexes": [models.Index(fields=["connection", "kind", "qbo_id"], name="assigned_to_an_object")],
                "constraints": [models.UniqueConstraint(fields=("connection", "kind", "key"), name="assigned_once")],
            },
        ),
        migrations.CreateModel(
            name="LeftUnlinked",
            fields=row(
                (
                    "party",
                    models.CharField(
                        choices=[("customer", "Customer"), ("employee", "Employee"), ("vendor", "Vendor")], max_length=8
                    ),
                ),
                ("qbo_id", models.CharField(max_length=50)),
                ("decided_at", models.DateTimeField()),
                person("decided_by"),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("connection", "party", "qbo_id"), name="left_unlinked_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CreationRule",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("create_companies", models.BooleanField(default=False)),
                ("create_vendors", models.BooleanField(default=False)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=models.CASCADE, related_name="+", to="quickbooks_connection.connection"
                    ),
                ),
                tenant(),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
    ]
