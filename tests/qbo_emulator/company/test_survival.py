"""Settings outlive the process, also those no object shows."""

from pathlib import Path

from emulator_process import running_emulator


def test_settings_are_there_after_a_restart(tmp_path: Path) -> None:
    switched = {
        "edition": "Essentials",
        "closing_date": "2025-12-31",
        "closing_password": "tulip-47",
        "duplicate_number_warning": False,
    }
    state = tmp_path / "state.db"
    with running_emulator("--state", str(state)) as emulator:
        realm_id = emulator.company()
        shown = emulator.control("company", {"realm_id": realm_id, **switched})

    with running_emulator("--state", str(state)) as emulator:
        assert emulator.control(f"company?realm_id={realm_id}") == shown
    assert b"tulip-47" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())
