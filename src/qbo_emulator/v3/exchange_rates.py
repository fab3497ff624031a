"""`GET exchangerate?sourcecurrencycode=EUR&asofdate=2026-03-31`: a rate is asked for by its currency and day."""

from qbo_emulator.rules import currencies
from qbo_emulator.store.moments import pacific_day
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.shown import shown


def answer(call: Call) -> bytes:
    """`{"ExchangeRate": {...}, "time"}`: the latest rate up to the day, today's without one. Raises Fault 2020, 610."""
    asked = (call.option("sourcecurrencycode"), call.option("asofdate"))
    record = currencies.read_rate(call.company.books, *asked, pacific_day(call.now))
    return b"".join((b'{"ExchangeRate":', shown(call, currencies.RATES, record.body), b',"time":', call.time, b"}"))
