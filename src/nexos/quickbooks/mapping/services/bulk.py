"""One decision about many customers, in steps that each stand by themselves.

1. Asking for it stores what is wanted, by whom, and how many there are; no customer is touched.
2. A step takes the next AT_ONCE customers that have no result yet, decides them, and stores their results and the
   count, all in one transaction.
3. Whoever is killed in between loses at most that step: the next one finds the same customers again.
4. Stopping it sets its end; a step under way waits for nothing of that and is the last one.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from nexos.kit import clock
from nexos.kit.jobs.due import due, forget
from nexos.quickbooks.mapping import queries
from nexos.quickbooks.mapping.archived import refuse_archived
from nexos.quickbooks.mapping.models import Act, Bulk, BulkRow, Standing
from nexos.quickbooks.mapping.queries import bulk_under_way, company_of, creatable, standings, sure
from nexos.quickbooks.mapping.services.copying import AT_ONCE
from nexos.quickbooks.mapping.services.creation import CompanyCopies, set_creation
from nexos.quickbooks.mapping.services.customers import accept
from nexos.quickbooks.mapping.services.standings import LITTLE, compare_again, refresh
from nexos.quickbooks.mirror import queries as mirror

BULK = "mapping.bulk"


def decide_together(tenant_id: UUID, connection_id: UUID, act: Act, by: UUID) -> Bulk:
    """Accepts every sure match, or creates every missing company (and from now on by itself).

    In a small company that is done at once; in a large one it is made due, and `ended_at` stays empty until it is
    through. While one is under way, that one is returned. Raises ConnectionArchived.
    """
    refuse_archived(tenant_id, connection_id)
    if under_way := bulk_under_way(tenant_id, connection_id):
        return under_way
    if act == Act.CREATE:
        set_creation(tenant_id, connection_id, create_companies=True)
    little = standings(tenant_id, connection_id).count() <= LITTLE
    if little:
        refresh(tenant_id, connection_id)
    with transaction.atomic():
        bulk = Bulk(
            tenant_id=tenant_id,
            connection_id=connection_id,
            act=act,
            asked_by_id=by,
            asked_at=clock.now(),
            total=_concerned(tenant_id, connection_id, act).count(),
        )
        bulk.save(force_insert=True)
        at_once = little and bulk.total <= AT_ONCE
        if not at_once:
            due(BULK, tenant_id, bulk.id)
    if at_once:
        step(tenant_id, bulk.id)
        bulk.refresh_from_db()
    return bulk


def stop(tenant_id: UUID, bulk_id: UUID, by: UUID) -> Bulk:
    """Ends a decision that is under way, as when its steps keep failing; what is decided stays. One that is through
    already is left as it is. Raises NotFound."""
    bulk = queries.bulk(tenant_id, bulk_id)
    with transaction.atomic():
        under_way = Bulk.objects.of(tenant_id).filter(id=bulk_id, ended_at=None)
        if under_way.update(ended_at=clock.now(), stopped_by_id=by):
            forget(BULK, bulk_id)
            compare_again(tenant_id, bulk.connection_id)
    bulk.refresh_from_db()
    return bulk


def call_off(tenant_id: UUID, connection_id: UUID) -> None:
    """Ends what is under way; what was decided stays decided."""
    Bulk.objects.of(tenant_id).filter(connection_id=connection_id, ended_at=None).update(ended_at=clock.now())


def compare_first(tenant_id: UUID, bulk_id: UUID) -> None:
    """Before its first step: what it is about is found out anew, so that nobody is decided by an old comparison."""
    bulk = Bulk.objects.of(tenant_id).get(id=bulk_id)
    if bulk.ended_at is None and not bulk.done + bulk.refused:
        refresh(tenant_id, bulk.connection_id)
        bulk.total = _concerned(tenant_id, bulk.connection_id, Act(bulk.act)).count()
        bulk.save(update_fields=["total"])


def step(tenant_id: UUID, bulk_id: UUID) -> bool:
    """Decides the next ones; returns whether there may be more."""
    with transaction.atomic():
        bulk = Bulk.objects.of(tenant_id).select_for_update(of=("self",), no_key=True).get(id=bulk_id)
        if bulk.ended_at is not None:
            return False
        results = BulkRow.objects.of(tenant_id).filter(bulk=bulk)
        todo = _concerned(tenant_id, bulk.connection_id, Act(bulk.act)).exclude(
            customer_id__in=results.values("customer_id")
        )
        candidates = dict(todo.values_list("customer_id", "candidates")[:AT_ONCE])
        held = mirror.held_counts(tenant_id, bulk.connection_id)["Invoice"]
        refusals = _decide(bulk, candidates) if candidates else {}
        _store(bulk, refusals)
        more = len(candidates) == AT_ONCE
        refused = sum(bool(refusal) for refusal in refusals.values())
        Bulk.objects.of(tenant_id).filter(id=bulk_id).update(
            done=F("done") + len(refusals) - refused,
            refused=F("refused") + refused,
            released=F("released") + held - mirror.held_counts(tenant_id, bulk.connection_id)["Invoice"],
            ended_at=None if more else clock.now(),
        )
        return more


def _concerned(tenant_id: UUID, connection_id: UUID, act: Act) -> QuerySet[Standing]:
    return sure(tenant_id, connection_id) if act == Act.ACCEPT else creatable(tenant_id, connection_id)


def _decide(bulk: Bulk, candidates: dict[str, list[str]]) -> dict[str, str]:
    """By customer "" or why it was refused; one that was decided otherwise meanwhile has no result but this."""
    place = bulk.tenant_id, bulk.connection_id
    meanwhile = dict.fromkeys(candidates, "It was decided otherwise meanwhile.")
    if bulk.act == Act.CREATE:
        return meanwhile | CompanyCopies(*place).create_some(list(candidates), bulk.asked_by_id)
    pairs = {customer_id: UUID(company_ids[0]) for customer_id, company_ids in candidates.items()}
    results = accept(*place, pairs.items(), bulk.asked_by_id)
    return {customer_id: refusal.message if refusal else "" for customer_id, refusal in results.items()}


def _store(bulk: Bulk, refusals: dict[str, str]) -> None:
    place = bulk.tenant_id, bulk.connection_id
    companies = company_of(*place, refusals)
    customers = mirror.customers(*place, inactive=True).filter(qbo_id__in=refusals)
    names = dict(customers.values_list("qbo_id", "display_name"))
    BulkRow.objects.of(bulk.tenant_id).bulk_create(
        BulkRow(
            tenant_id=bulk.tenant_id,
            bulk=bulk,
            customer_id=customer_id,
            name=names.get(customer_id, ""),
            company_id=None if refusal else companies.get(customer_id),
            refusal=refusal,
        )
        for customer_id, refusal in refusals.items()
    )
