"""Links between records here and objects in QuickBooks."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class How(models.TextChoices):
    """What a link rests on."""

    SAME_NAME = "same name", "Same name"
    SAME_EMAIL = "same email", "Same email"
    SAME_SKU = "same SKU", "Same SKU"
    SAME_DAYS = "same days", "Same number of days"
    BY_HAND = "by hand", "By hand"
    CREATED = "created", "Created from QuickBooks"


class Link(TenantModel):
    """What every link says about itself; `linked_by` is empty for one that was made by a rule."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=12, choices=How.choices)
    linked_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class CustomerLink(Link):
    """A company here is this customer there; each is linked at most once."""

    customer_id = models.CharField(max_length=50)
    company = models.ForeignKey("crm.Company", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "customer_id"], name="customer_linked_once"),
            models.UniqueConstraint(fields=["connection", "company"], name="company_linked_once"),
        ]


class EmployeeLink(Link):
    """A user here is this employee there or, a contractor, this vendor; each is linked at most once."""

    employee_id = models.CharField(max_length=50, default="")
    vendor_id = models.CharField(max_length=50, default="")
    user = models.ForeignKey("accounts.User", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "employee_id"], condition=~models.Q(employee_id=""), name="employee_linked_once"
            ),
            models.UniqueConstraint(
                fields=["connection", "vendor_id"], condition=~models.Q(vendor_id=""), name="contractor_linked_once"
            ),
            models.UniqueConstraint(fields=["connection", "user"], name="user_linked_once"),
            models.CheckConstraint(
                condition=models.Q(employee_id="") ^ models.Q(vendor_id=""), name="employee_or_contractor"
            ),
        ]


class VendorLink(Link):
    """A vendor here is the vendor `qbo_id` there; each is linked at most once."""

    qbo_id = models.CharField(max_length=50)
    vendor = models.ForeignKey("procurement.Vendor", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "qbo_id"], name="vendor_there_linked_once"),
            models.UniqueConstraint(fields=["connection", "vendor"], name="vendor_here_linked_once"),
        ]


class ItemLink(Link):
    """A product here is sold as this item there; many products may be one item."""

    item_id = models.CharField(max_length=50)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "product"], name="product_linked_once")]
        indexes = [models.Index(fields=["connection", "item_id"], name="products_of_an_item")]


class Assignment(Link):
    """Something of ours goes to QuickBooks as this object; several of ours may share one.

    `kind` is one of `assigned.KINDS` ("work_type"), `key` names ours within its kind: a record's id, a number of days,
    or a purpose the product has ("income").
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    qbo_id = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "kind", "key"], name="assigned_once")]
        indexes = [models.Index(fields=["connection", "kind", "qbo_id"], name="assigned_to_an_object")]


class CreationRule(TenantModel):
    """Whether a new customer or vendor without a match becomes a company or vendor here by itself; off until a person
    said so once."""

    connection = models.OneToOneField("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    create_companies = models.BooleanField(default=False)
    create_vendors = models.BooleanField(default=False)


class Party(models.TextChoices):
    """Who in QuickBooks is somebody here, one to one."""

    CUSTOMER = "customer", "Customer"
    EMPLOYEE = "employee", "Employee"
    VENDOR = "vendor", "Vendor"


class LeftUnlinked(TenantModel):
    """Somebody in QuickBooks whom a person decided to leave without a partner: no rule links or copies them."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    party = models.CharField(max_length=8, choices=Party.choices)
    qbo_id = models.CharField(max_length=50)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "party", "qbo_id"], name="left_unlinked_once")]


ORDERED_BY = 200
"""Characters of a name that decide its place: PostgreSQL's indexes hold no longer rows than two of these."""


class Standing(TenantModel):
    """A row of the customers' page as matching last saw it: one customer, or one company that nobody there is.

    Derived from both sides, the links and the decisions; `services.refresh` makes it anew. `company` is the linked one,
    or the one only here. `lead_id` is the top of a sub-customer's family, else the customer itself: a family stands
    together, where its lead does (`settled`: it needs nobody; `waiting` invoices; `rank` of its state; `name`), in the
    order of `path`, which its lead has none of. `waiting_totals` are minor units by currency. `text` is what a search
    looks in. `sure` may be accepted without a look at each, `creatable` may become a company by the one click.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=50, default="")
    company = models.ForeignKey("crm.Company", on_delete=models.CASCADE, null=True, related_name="+")
    lead_id = models.CharField(max_length=50, default="")
    state = models.CharField(max_length=13)
    settled = models.BooleanField()
    waiting = models.PositiveIntegerField(default=0)
    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=ORDERED_BY)
    path = models.CharField(max_length=ORDERED_BY, default="")
    text = models.TextField()
    waiting_totals = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    sure = models.BooleanField(default=False)
    creatable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "customer_id"], condition=~models.Q(customer_id=""), name="standing_of_a_customer"
            ),
            models.UniqueConstraint(
                fields=["connection", "company"], condition=models.Q(customer_id=""), name="standing_of_a_company"
            ),
        ]
        indexes = [
            models.Index(
                fields=["connection", "settled", "-waiting", "rank", "name", "lead_id", "path"],
                name="standings_in_order",
            ),
            models.Index(
                fields=["connection", "state", "settled", "-waiting", "rank", "name", "lead_id", "path"],
                name="standings_by_state",
            ),
            models.Index(fields=["connection", "lead_id"], name="standings_by_family"),
            models.Index(fields=["connection", "id"], condition=models.Q(sure=True), name="standings_sure"),
            models.Index(fields=["connection", "id"], condition=models.Q(creatable=True), name="standings_creatable"),
        ]


class Act(models.TextChoices):
    """What is decided for many at once."""

    ACCEPT = "accept", "Accept the sure matches"
    CREATE = "create", "Create the missing companies"


class Bulk(TenantModel):
    """One decision about many customers, done in steps; who has a row is done with, so that a killed one goes on where
    it was. `total` is what there was to do when it was asked for, `released` counts invoices, `stopped_by` ended it
    before it was through."""

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=6, choices=Act.choices)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    released = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["connection", "-asked_at"], name="bulks_by_time")]


class BulkRow(TenantModel):
    """What became of one customer in a bulk: linked to `company`, or refused and why."""

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=50)
    name = models.TextField()
    company = models.ForeignKey("crm.Company", on_delete=models.CASCADE, null=True, related_name="+")
    refusal = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "customer_id"], name="one_result_per_customer")]
        indexes = [models.Index(fields=["bulk", "id"], condition=~models.Q(refusal=""), name="refusals_of_a_bulk")]
