"""Every failure of a call has a consequence and a sentence."""

from collections.abc import Iterator

import pytest

from nexos.quickbooks.push.verdict import Act, judge
from qbo import errors


def every(kind: type[errors.QboError]) -> Iterator[type[errors.QboError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)


def made(kind: type[errors.QboError], code: str = "") -> errors.QboError:
    if issubclass(kind, errors.Throttled):
        return kind("said no", code=code, retry_after=60)
    return kind("said no", code=code)


@pytest.mark.parametrize("kind", list(every(errors.QboError)), ids=lambda kind: kind.__name__)
def test_each_error_names_the_document_and_what_happens_next(kind: type[errors.QboError]) -> None:
    verdict = judge(made(kind), "INV-2026-0418")
    assert "INV-2026-0418" in verdict.sentence
    assert "{" not in verdict.sentence
    assert verdict.sentence.endswith(".")
    if verdict.act in (Act.REFUSE, Act.RECONNECT):
        assert verdict.remedy, "a person has to know where to go"


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (errors.NotSent, Act.REPEAT),
        (errors.Throttled, Act.REPEAT),
        (errors.Unavailable, Act.REPEAT),
        (errors.OutcomeUnknown, Act.LOOK),
        (errors.TokenExpired, Act.RECONNECT),
        (errors.ReconnectNeeded, Act.RECONNECT),
        (errors.BadReference, Act.REFUSE),
        (errors.PeriodClosed, Act.REFUSE),
        (errors.Invalid, Act.REFUSE),
        (errors.QboError, Act.LOOK),
    ],
)
def test_what_follows(kind: type[errors.QboError], act: Act) -> None:
    assert judge(made(kind), "INV-1").act is act


@pytest.mark.parametrize("code", ["2040", "2050", "2210", "6070", "6100"])
def test_codes_that_say_little_are_put_in_our_words(code: str) -> None:
    verdict = judge(made(errors.Invalid, code), "INV-1")
    assert "said no" not in verdict.sentence
    assert "INV-1" in verdict.sentence
