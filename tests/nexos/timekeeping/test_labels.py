"""Work types and billing roles: one of each name, renamed, retired and brought back."""

import pytest

from cast import Cast
from nexos.accounts.models import Tenant
from nexos.kit.errors import InvalidInput, NotFound
from nexos.kit.tenancy import scope
from nexos.timekeeping import queries, services
from nexos.timekeeping.models import BillingRole, Label, WorkType

BOTH = pytest.mark.parametrize("of", [WorkType, BillingRole])


@BOTH
def test_a_name_is_there_once_however_it_is_typed(northwind: Tenant, of: type[Label]) -> None:
    made = services.add(northwind.id, of, name="  On-site   support ")
    assert made.name == "On-site support"
    with pytest.raises(InvalidInput, match="“ON–SITE Support” already") as refusal:
        services.add(northwind.id, of, name="ON–SITE Support")
    assert set(refusal.value.fields) == {"name"}
    other = services.add(northwind.id, of, name="Travel")
    with pytest.raises(InvalidInput, match="already"):
        services.rename(northwind.id, of, other.id, name="On-Site Support.")
    assert services.rename(northwind.id, of, made.id, name="On-Site Support").name == "On-Site Support"
    assert [one.name for one in queries.labels(northwind.id, of)] == ["On-Site Support", "Travel"]


@BOTH
@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\0b"])
def test_a_name_has_to_be_one(northwind: Tenant, of: type[Label], name: str) -> None:
    with pytest.raises(InvalidInput):
        services.add(northwind.id, of, name=name)


@BOTH
def test_a_retired_one_keeps_its_name_and_comes_back(northwind: Tenant, of: type[Label]) -> None:
    made = services.add(northwind.id, of, name="Fax")
    assert not services.retire(northwind.id, of, made.id).active
    with pytest.raises(InvalidInput):
        services.add(northwind.id, of, name="fax")
    assert services.bring_back(northwind.id, of, made.id).active


@BOTH
def test_another_tenant_has_names_of_its_own(cast: Cast, of: type[Label]) -> None:
    with scope(cast.contoso.id):
        theirs = services.add(cast.contoso.id, of, name="Travel").id
    with scope(cast.northwind.id):
        services.add(cast.northwind.id, of, name="Travel")
        for act in (services.retire, services.bring_back, queries.label):
            with pytest.raises(NotFound):
                act(cast.northwind.id, of, theirs)
        with pytest.raises(NotFound):
            services.rename(cast.northwind.id, of, theirs, name="Mine")
