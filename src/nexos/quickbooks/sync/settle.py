"""What follows a pull: who is who, as far as no person is needed."""

from nexos.kit.events import publish
from nexos.kit.tenancy import scope
from nexos.quickbooks.inbound.pull import Pull
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.mirror import queries as mirror
from nexos.quickbooks.sync.events import Pulled


def settle(pull: Pull, *, everything: bool) -> None:
    """Links what changed in this pull, or all that is mirrored (`everything`: when an earlier pull may have been cut
    off before it came to this)."""
    tenant_id, connection_id = pull.tenant_id, pull.connection_id
    with scope(tenant_id):
        if everything or pull.progress.touched("Customer"):
            mapping.settle_customers(tenant_id, connection_id)
        elif (invoices := pull.progress.counts.get("Invoice")) and invoices.held:
            mapping.compare_again(tenant_id, connection_id)  # other numbers of invoices wait for their customers
        if everything or pull.progress.touched("Employee"):
            mapping.link_exact_employees(tenant_id, connection_id)
        if everything or pull.progress.touched("Vendor"):
            mapping.settle_vendors(tenant_id, connection_id)
        if everything or pull.progress.touched("Term"):
            mapping.assign_exact(tenant_id, connection_id)
        if everything:
            mapping.link_items(tenant_id, connection_id)
        elif pull.item_ids:
            mapping.link_items(tenant_id, connection_id, pull.item_ids)
        if any(count.held for count in pull.progress.counts.values()):
            for entity, number in mirror.held_counts(tenant_id, connection_id).items():
                pull.progress.released(entity, number)
        if any(count.written or count.deleted or count.quarantined for count in pull.progress.counts.values()):
            publish(Pulled(tenant_id, "quickbooks", connection_id))
