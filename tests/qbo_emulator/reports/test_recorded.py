"""Balances of a sample company as the live service returned it, where it is at hand."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qbo_emulator.reports import report
from qbo_emulator.world import World

RECORDED = Path(__file__).parents[4] / "shared" / "recorded" / "craigs"


def _balances(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Decimal]]:
    for row in rows:
        own = row.get("ColData") or row.get("Header", {}).get("ColData") or [{}]
        if "id" in own[0]:
            yield own[0]["id"], Decimal(own[1]["value"] or 0)
        yield from _balances(row.get("Rows", {}).get("Row", []))


def test_each_customer_owes_what_the_live_service_says() -> None:
    if not RECORDED.is_dir():
        pytest.skip(f"recorded objects are not there: {RECORDED.name}")
    company = World().add_company("1", furnished=False)
    for file in sorted(RECORDED.glob("*.json")):
        found = json.loads(file.read_text(), parse_float=Decimal)
        company.seed({file.stem: found if isinstance(found, list) else [found]})

    made = report(company.books, "CustomerBalance", {}, datetime(2026, 1, 1, tzinfo=UTC))

    owed = {each: balance for each, balance in _balances(made["Rows"]["Row"]) if balance}
    customers = company.books.shelf("Customer").column("Balance").items()
    assert owed == {each: Decimal(str(balance)) for each, balance in customers if balance}
    total = made["Rows"]["Row"][-1]["Summary"]["ColData"][1]["value"]
    assert Decimal(total) == sum(owed.values())
