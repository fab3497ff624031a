"""A company connected, pulled and asked about from a terminal, without a browser."""

import json

import pytest

import raw_objects as raw
from command_line import Command
from emulator_process import EmulatorProcess, emulator

__all__ = ["emulator"]

TENANT = ("--tenant", "northwind")


@pytest.fixture
def northwind(nexos: Command) -> Command:
    for arguments in (["migrate"], ["tenant", "create", "northwind", "--name", "Northwind IT", "--time-zone", "UTC"]):
        assert nexos(*arguments).returncode == 0
    return nexos


def grant(emulator: EmulatorProcess, realm_id: str, url: str) -> list[str]:
    tokens = emulator.tokens(realm_id)
    given = {
        "realm": realm_id,
        "api-url": url,
        "access-token": tokens["access_token"],
        "refresh-token": tokens["refresh_token"],
    }
    return [part for name, value in given.items() for part in (f"--{name}", value)]


def test_an_attached_company_is_pulled_as_any_other(northwind: Command, emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    emulator.seed(realm_id, {"Customer": [raw.customer(1)], "Invoice": [raw.invoice(n) for n in (1, 2, 3)]})
    attached = northwind("qbo", "attach", *TENANT, *grant(emulator, realm_id, emulator.url))
    assert attached.returncode == 0, attached.stderr
    assert "is connected to Northwind IT (sandbox)" in attached.stdout
    invoices = northwind("qbo", "sync", *TENANT, "--full", "--entity", "Invoice", "--json")
    assert invoices.returncode == 0, invoices.stderr
    said = json.loads(invoices.stdout)["entities"]
    assert said["Invoice"]["written"] == 3
    assert "Customer" not in said
    everything = northwind("qbo", "sync", *TENANT, "--json")
    assert everything.returncode == 0, everything.stderr
    assert json.loads(everything.stdout)["entities"]["Customer"]["written"]
    status = northwind("qbo", "status", *TENANT)
    assert status.returncode == 0
    assert "every 15 minutes" in status.stdout
    counted = json.loads(northwind("qbo", "status", *TENANT, "--json").stdout)
    assert counted["last_run"]["state"] == "done"
    asked = [request for request in emulator.requests() if request["realm_id"] == realm_id]
    assert counted["reads"]["spent"] >= len(asked)  # a batch counts for each of its questions
    assert (counted["reads"]["metered"], counted["reads"]["allowance"]) == (False, 500_000)


def test_what_cannot_be_attached_is_said_and_connects_nothing(northwind: Command, emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    nonsense = northwind("qbo", "attach", *TENANT, *grant(emulator, realm_id, "quickbooks"))
    assert (nonsense.returncode, nonsense.stderr.count("\n")) == (2, 1)
    assert "--api-url: quickbooks is no address" in nonsense.stderr
    nobody = northwind("qbo", "attach", *TENANT, *grant(emulator, realm_id, "http://127.0.0.1:1"))
    assert nobody.returncode == 2
    assert nobody.stderr.splitlines()[-1].startswith("nexos: QuickBooks gave no usable answer")
    stranger = northwind("qbo", "attach", *TENANT, *grant(emulator, realm_id, emulator.url)[2:], "--realm", "1")
    assert stranger.returncode == 2
    assert stranger.stderr.splitlines()[-1].startswith("nexos: ")
    status = northwind("qbo", "status", *TENANT)
    assert (status.returncode, status.stdout.splitlines()[0]) == (1, "no company yet: Not connected, sandbox")


def test_a_kind_that_is_not_pulled_is_named(northwind: Command, emulator: EmulatorProcess) -> None:
    realm_id = emulator.company()
    assert northwind("qbo", "attach", *TENANT, *grant(emulator, realm_id, emulator.url)).returncode == 0
    refused = northwind("qbo", "sync", *TENANT, "--entity", "Budget")
    assert refused.returncode == 2
    assert "--entity: Budget is not pulled" in refused.stderr
