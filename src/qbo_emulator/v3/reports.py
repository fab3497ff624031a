"""The reports endpoint."""

from collections.abc import Mapping

from qbo_emulator.reports import report
from qbo_emulator.store.text import encode
from qbo_emulator.v3.call import Call


def answer(call: Call, name: str) -> bytes:
    """A report as the service writes it: `Header`, `Columns`, `Rows`, without `time`. Raises Fault 5020, 2060."""
    return computed(call, name, call.request.args)


def computed(call: Call, name: str, options: Mapping[str, str]) -> bytes:
    """The report of this name with these options."""
    return encode(report(call.company.books, name, options, call.now))
