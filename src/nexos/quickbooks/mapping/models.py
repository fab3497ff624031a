"""Links between records here and objects in QuickBooks."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class How(models.TextChoices):
    """What a link rests on."""

    SAME_NAME = "same name", "Same name"
    SAME_EMAIL = "same email", "Same email"
    SAME_SKU = "same SKU", "Same SKU"
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
    """A user here is this employee there; each is linked at most once."""

    employee_id = models.CharField(max_length=50)
    user = models.ForeignKey("accounts.User", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "employee_id"], name="employee_linked_once"),
            models.UniqueConstraint(fields=["connection", "user"], name="user_linked_once"),
        ]


class ItemLink(Link):
    """A product here is sold as this item there; many products may be one item."""

    item_id = models.CharField(max_length=50)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "product"], name="product_linked_once")]
        indexes = [models.Index(fields=["connection", "item_id"], name="products_of_an_item")]


class CreationRule(TenantModel):
    """Whether a new customer without a match becomes a company by itself; off until a person said so once."""

    connection = models.OneToOneField("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    create_companies = models.BooleanField(default=False)
