"""The one list of what happens elsewhere and matters to the outbox.

Invoices go by button: issuing one asks for nothing. What QuickBooks itself caused is ignored.
"""

from nexos.billing.events import InvoiceChanged, InvoiceVoided, MayVoid
from nexos.kit.events import answers, listens
from nexos.quickbooks.connection.events import Archived, Connected, MayArchive
from nexos.quickbooks.mapping.events import Assigned, CustomersLinked, ItemsLinked
from nexos.quickbooks.push import archiving, outbox, voiding
from nexos.quickbooks.push.editing import edited_here


@listens(Connected)
def access_is_back(fact: Connected) -> None:
    outbox.release(fact.tenant_id, fact.connection_id)


@answers(MayArchive)
def connection_may_be_archived(question: MayArchive) -> str | None:
    return archiving.objection(question.tenant_id, question.connection_id)


@listens(Archived)
def connection_was_archived(fact: Archived) -> None:
    archiving.archive(fact.tenant_id, fact.connection_id)


@listens(CustomersLinked)
def customers_have_companies(fact: CustomersLinked) -> None:
    outbox.recheck(fact.tenant_id, fact.connection_id)


@listens(ItemsLinked)
def items_have_products(fact: ItemsLinked) -> None:
    outbox.recheck(fact.tenant_id, fact.connection_id)


@listens(Assigned)
def something_goes_as_an_object_there(fact: Assigned) -> None:
    outbox.recheck(fact.tenant_id, fact.connection_id)


@listens(InvoiceChanged)
def invoice_was_edited(fact: InvoiceChanged) -> None:
    if fact.cause != "quickbooks":
        edited_here(fact.tenant_id, "invoice", fact.invoice_id)


@answers(MayVoid)
def invoice_may_be_voided(question: MayVoid) -> str | None:
    return voiding.objection(question.tenant_id, "invoice", question.invoice_id)


@listens(InvoiceVoided)
def invoice_was_voided(fact: InvoiceVoided) -> None:
    voiding.voided_here(fact.tenant_id, "invoice", fact.invoice_id)
