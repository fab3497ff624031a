"""`POST taxservice/taxcode`: the way to make a tax code, which is otherwise only read."""

from qbo_emulator.rules.tax_service import create_code
from qbo_emulator.store.text import encode
from qbo_emulator.v3.call import Call


def answer(call: Call) -> bytes:
    """`{"TaxCode", "TaxCodeId", "TaxRateDetails"}`, under no name and without `time` (Intuit, TaxService)."""
    made = create_code(call.company.books, call.body(), call.now)
    call.committed = True
    return encode(made)
