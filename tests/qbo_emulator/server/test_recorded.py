"""A real sample company through `--seed-dir`; skipped where the recorded objects are not at hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from emulator_process import running_emulator

CRAIGS = Path(__file__).parents[4] / "shared" / "recorded" / "craigs"


@pytest.mark.skipif(not CRAIGS.is_dir(), reason="needs the recorded company in ../shared/recorded/craigs")
def test_recorded_company_is_kept_as_it_is_and_its_pages_open() -> None:
    with running_emulator("--seed-dir", str(CRAIGS)) as emulator:
        [company] = emulator.control("realms")
        for file in CRAIGS.glob("*.json"):
            kept = emulator.http.get(f"/_emulator/documents?realm_id={company['realm_id']}&entity={file.stem}")
            stored = [each["object"] for each in json.loads(kept.text, parse_float=Decimal)]
            raw = json.loads(file.read_text(), parse_float=Decimal)
            assert stored == (raw if isinstance(raw, list) else [raw]), file.stem
        home = f"/bookkeeper/{company['realm_id']}"
        assert emulator.http.get(home).status_code == 200
        assert emulator.http.get(f"{home}/customers").status_code == 200
        for invoice in json.loads((CRAIGS / "Invoice.json").read_text()):
            page = emulator.http.get(f"{home}/invoices/{invoice['Id']}")
            assert page.status_code == 200
            assert f"{invoice['Balance']:,.2f}" in page.text
