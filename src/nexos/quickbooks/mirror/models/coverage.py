"""How far QuickBooks has been read."""

from django.db import models

from nexos.kit.tenancy.models import TenantModel


class Coverage(TenantModel):
    """One kind of object of one connection: what has been read of it, and up to when its changes are known.

    A read of the whole is over the objects created before `reading_before`; `reading_total` is how many they were when
    it began (None: no such read is under way), `reading_again` whether rows were there already. `read_until` is the
    cursor: QuickBooks' own time before which every change is in the mirror; None until a whole read has been completed.
    `left_out` counts objects by why they are not mirrored. `polled_at` is when a kind without change capture was last
    read or looked over for deletions, or when QuickBooks last refused a kind that the company does without.
    """

    connection = models.ForeignKey("quickbooks_connection.Connection", on_delete=models.CASCADE, related_name="+")
    entity = models.CharField(max_length=40)
    reading_before = models.DateTimeField(null=True)
    reading_total = models.PositiveIntegerField(null=True)
    reading_again = models.BooleanField(default=False)
    read_until = models.DateTimeField(null=True)
    polled_at = models.DateTimeField(null=True)
    left_out = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "entity"], name="one_coverage_per_kind")]


class ReadPage(TenantModel):
    """A page of a whole read that is stored, written in the same transaction as its rows, so that it is not read again
    after a crash. `start` is its first position, counted from 1; `qbo_ids` the Ids it held. `unmoved`: it was fetched
    twice and held the same."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="pages")
    start = models.PositiveIntegerField()
    qbo_ids = models.JSONField()
    unmoved = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coverage", "start"], name="one_row_per_page")]
