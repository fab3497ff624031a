"""The mappings a person decides, in words, addresses and services; their pages are otherwise the same."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from nexos.kit.errors import NotFound
from nexos.quickbooks.connection import queries as connections
from nexos.quickbooks.connection.models import Connection
from nexos.quickbooks.mapping import assigned, queries, services
from nexos.quickbooks.mapping.models import Party
from nexos.quickbooks.mapping.queries.dependents import Used
from nexos.quickbooks.mapping.services import Created
from nexos.web.mapping import sides
from nexos.web.mapping.sides import Side


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`here` and `there` name the two sides, `here_field` and `there_field` the ids in a form. `slug`
    stands in the names of its addresses, `here_slug` in that where ours chooses; `pages` is the name of the list's."""

    slug: str
    here: str
    there: str
    here_field: str
    there_field: str
    pages: str
    here_slug: str = ""
    holds_invoices: bool = False
    many_to_one: bool = False

    @property
    def link(self) -> str:
        """Where a link is posted."""
        return reverse(f"link-{self.slug}")

    @property
    def unlink(self) -> str:
        """Where its undoing is posted."""
        return reverse(f"unlink-{self.slug}")

    def for_here(self, here_id: str) -> str:
        """Where a partner is chosen for one here."""
        return reverse(f"mapping-{self.here_slug}", args=[here_id])

    def for_there(self, there_id: str) -> str:
        """Where a partner is chosen for one in QuickBooks."""
        return reverse(f"mapping-{self.slug}", args=[there_id])


type _Link = Callable[[UUID, UUID, str, UUID, UUID | None], None]
type _Unlink = Callable[[UUID, UUID, str, UUID | None], None]
type _Copy = Callable[[UUID, UUID, UUID, Collection[str] | None], Created]


@dataclass(frozen=True, kw_only=True)
class OneToOne(Kind):
    """Both sides are unique. `party` may be left unlinked; `copied_by` makes records here of those there; `also` is
    another kind whose objects may be a partner of ours too."""

    party: Party
    linked_by: _Link
    unlinked_by: _Unlink
    one_here: Callable[[UUID, UUID], Side]
    one_there: Callable[[UUID, UUID, str], Side]
    find_here: Callable[[UUID, str, int], list[Side]]
    find_there: Callable[[UUID, UUID, str, int], list[Side]]
    used: Callable[[UUID, UUID, Collection[str]], Used]
    copied_by: _Copy | None = None
    also: "OneToOne | None" = None

    @property
    def leave(self) -> str:
        """Where leaving one unlinked is posted."""
        return reverse(f"leave-{self.slug}")

    @property
    def take_back(self) -> str:
        """Where taking that back is posted."""
        return reverse(f"take-back-{self.slug}")

    @property
    def create(self) -> str:
        """Where a record here is asked for."""
        return reverse(f"create-from-{self.slug}")


CUSTOMERS = OneToOne(
    slug="customer",
    here_slug="company",
    here="company",
    there="customer",
    here_field="company",
    there_field="customer",
    pages="mapping-customers",
    holds_invoices=True,
    party=Party.CUSTOMER,
    linked_by=services.link_customer,
    unlinked_by=services.unlink_customer,
    copied_by=services.create_missing_companies,
    one_here=sides.company,
    one_there=sides.customer,
    find_here=sides.companies,
    find_there=sides.customers,
    used=queries.of_customers,
)
CONTRACTORS = OneToOne(
    slug="contractor",
    here="user",
    there="vendor",
    here_field="user",
    there_field="contractor",
    pages="mapping-employees",
    party=Party.VENDOR,
    linked_by=services.link_contractor,
    unlinked_by=services.unlink_contractor,
    one_here=sides.user,
    one_there=sides.contractor,
    find_here=sides.users,
    find_there=sides.contractors,
    used=queries.of_contractors,
)
EMPLOYEES = OneToOne(
    slug="employee",
    here_slug="user",
    here="user",
    there="employee",
    here_field="user",
    there_field="employee",
    pages="mapping-employees",
    party=Party.EMPLOYEE,
    linked_by=services.link_employee,
    unlinked_by=services.unlink_employee,
    one_here=sides.user,
    one_there=sides.employee,
    find_here=sides.users,
    find_there=sides.employees,
    used=queries.of_employees,
    also=CONTRACTORS,
)
VENDORS = OneToOne(
    slug="vendor",
    here_slug="our-vendor",
    here="vendor",
    there="vendor",
    here_field="ours",
    there_field="vendor",
    pages="mapping-vendors",
    party=Party.VENDOR,
    linked_by=services.link_vendor,
    unlinked_by=services.unlink_vendor,
    copied_by=services.create_missing_vendors,
    one_here=sides.vendor_here,
    one_there=sides.vendor_there,
    find_here=sides.vendors_here,
    find_there=sides.vendors_there,
    used=queries.of_vendors,
)
ONE_TO_ONE = (CUSTOMERS, EMPLOYEES, CONTRACTORS, VENDORS)


@dataclass(frozen=True, kw_only=True)
class ManyToOne(Kind):
    """Several of ours may be one of theirs; `kind` is the name in `assigned.KINDS`."""

    kind: str
    many_to_one: bool = True


def _many_to_one(kind: type[assigned.Assigned], pages: str) -> ManyToOne:
    return ManyToOne(
        slug=kind.kind.replace("_", "-"),
        here_slug=f"{kind.kind.replace('_', '-')}-choice",
        here=kind.here,
        there=kind.there,
        here_field="ours",
        there_field="theirs",
        pages=pages,
        kind=kind.kind,
    )


@dataclass(frozen=True)
class Tab:
    """A page of the mapping: its place in the address, and what it is called. The kinds on it that are many to one have
    it in common, with its two headings, its opening sentence and what makes a match exact; a one-to-one kind has a page
    of its own."""

    slug: str
    label: str
    kinds: tuple[ManyToOne, ...] = ()
    ours: str = ""
    theirs: str = ""
    lede: str = ""
    exact: str = ""

    @property
    def pages(self) -> str:
        """The name of its address."""
        return f"mapping-{self.slug}"


_SAME_NAME = "The same name as one object alone, apart from its spelling."
TABS = (
    Tab("customers", "Customers"),
    Tab(
        "items",
        "Items",
        (_many_to_one(assigned.Items, "mapping-items"),),
        "Product",
        "item",
        "Which product is sold as which item in QuickBooks; several may be one. An item links the product with its "
        "SKU, else the one with its name, or becomes a product; price and cost then follow QuickBooks.",
        "The same SKU or name as one item alone.",
    ),
    Tab("employees", "Employees"),
    Tab("vendors", "Vendors"),
    Tab(
        "work-types",
        "Work types",
        (
            _many_to_one(assigned.WorkTypes, "mapping-work-types"),
            _many_to_one(assigned.BillingRoles, "mapping-work-types"),
        ),
        "Work type or role",
        "service item",
        "Which service item an hour is sold as: that of its work type, else that of its billing role. Only service "
        "items can be chosen, because labour is sold as a service.",
        _SAME_NAME,
    ),
    Tab(
        "tax-codes",
        "Tax codes",
        (_many_to_one(assigned.TaxCodes, "mapping-tax-codes"),),
        "Tax",
        "tax code",
        "Which tax code of the company a document or its lines go with. What waits for one goes by itself once it is "
        "linked.",
        _SAME_NAME,
    ),
    Tab(
        "terms",
        "Terms",
        (_many_to_one(assigned.Terms, "mapping-terms"),),
        "Terms",
        "term",
        "Which term in QuickBooks is which number of days here. A term of as many days links by itself; one that falls "
        "on a day of the month is only chosen by hand. The due date is sent in any case.",
        "The number of days of one term alone.",
    ),
    Tab(
        "accounts",
        "Accounts",
        (_many_to_one(assigned.Accounts, "mapping-accounts"),),
        "Purpose",
        "account",
        "Which account is used where no item or product says it. Only accounts of a type that fits can be chosen.",
        _SAME_NAME,
    ),
    Tab(
        "classes",
        "Classes and locations",
        (
            _many_to_one(assigned.Classes, "mapping-classes"),
            _many_to_one(assigned.Locations, "mapping-classes"),
        ),
        "Revenue class",
        "class or location",
        "By which class and location QuickBooks sorts what is sent from here.",
        _SAME_NAME,
    ),
)
MANY_TO_ONE = {kind.kind: kind for tab in TABS for kind in tab.kinds}


def connection_of(request: Any) -> Connection:
    """The QuickBooks company that is mapped, connected or not. Raises NotFound before the first was."""
    connection = connections.current(request.tenant.id)
    if connection is None or not connection.realm_id:
        raise NotFound("No QuickBooks company was connected yet, so there is nothing to map. Connect one first.")
    return connection
