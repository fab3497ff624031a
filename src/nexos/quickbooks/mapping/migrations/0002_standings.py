"""Where every customer stands."""

from django.db import migrations, models

from nexos.quickbooks.mapping.migrations._columns import row, to

_ORDER = ["settled", "-waiting", "rank", "name", "lead_id", "path"]


class Migration(migrations.Migration):
    dependencies = [("quickbooks_mapping", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=row(
                ("customer_id", models.CharField(default="", max_length=50)),
                ("lead_id", models.CharField(default="", max_length=50)),
                ("state", models.CharField(max_length=13)),
                ("settled", models.BooleanField()),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("rank", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("path", models.CharField(default="", max_length=200)),
                ("text", models.TextField()),
                ("waiting_totals", models.JSONField(default=dict)),
                ("candidates", models.JSONField(default=list)),
                ("reasons", models.JSONField(default=list)),
                ("sure", models.BooleanField(default=False)),
                ("creatable", models.BooleanField(default=False)),
                to("company", "crm.company", null=True),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("customer_id", ""), _negated=True),
                        fields=("connection", "customer_id"),
                        name="standing_of_a_customer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("customer_id", "")),
                        fields=("connection", "company"),
                        name="standing_of_a_company",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["connection", *_ORDER], name="standings_in_order"),
                    models.Index(fields=["connection", "state", *_ORDER], name="standings_by_state"),
                    models.Index(fields=["connection", "lead_id"], name="standings_by_family"),
                    models.Index(
                        condition=models.Q(("sure", True)), fields=["connection", "id"], name="standings_sure"
                    ),
                    models.Index(
                        condition=models.Q(("creatable", True)), fields=["connection", "id"], name="standings_creatable"
                    ),
                ],
            },
        ),
    ]
