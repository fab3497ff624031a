"""What may be sent again by itself, and when."""

import pytest

from qbo import errors
from qbo.retry import ONCE, Policy, delay

POLICY = Policy(attempts=4, budget=30.0, base=1.0, cap=8.0)


@pytest.mark.parametrize(
    ("error", "attempt", "waited", "chance", "expected"),
    [
        # safe: nothing was sent, or a read got no answer; full jitter up to base × 2ⁿ, capped
        (errors.NotSent("x"), 1, 0, 0.5, 1.0),
        (errors.NotSent("x"), 2, 0, 0.5, 2.0),
        (errors.Unavailable("x"), 3, 0, 0.5, 4.0),
        (errors.Unavailable("x"), 3, 0, 0.0, 0.0),
        # the attempts are used up
        (errors.Unavailable("x"), 4, 0, 0.5, None),
        # the budget is used up
        (errors.Unavailable("x"), 3, 29, 0.5, None),
        # 429 waits what was asked, and not in vain
        (errors.Throttled("x", retry_after=5), 1, 0, 0.5, 5),
        (errors.Throttled("x", retry_after=60), 1, 0, 0.5, None),
        # somebody has to look, refresh, or change something first
        (errors.OutcomeUnknown("x"), 1, 0, 0.5, None),
        (errors.TokenExpired("x"), 1, 0, 0.5, None),
        (errors.AccessDenied("x"), 1, 0, 0.5, None),
        (errors.CompanyInactive("x"), 1, 0, 0.5, None),
        (errors.NotFound("x"), 1, 0, 0.5, None),
        (errors.StaleObject("x"), 1, 0, 0.5, None),
        (errors.DuplicateName("x"), 1, 0, 0.5, None),
        (errors.DuplicateNumber("x"), 1, 0, 0.5, None),
        (errors.PeriodClosed("x"), 1, 0, 0.5, None),
        (errors.BadReference("x"), 1, 0, 0.5, None),
        (errors.ResultTooBig("x"), 1, 0, 0.5, None),
        (errors.Invalid("x"), 1, 0, 0.5, None),
        (errors.Refused("x"), 1, 0, 0.5, None),
        (errors.ReconnectNeeded("x"), 1, 0, 0.5, None),
    ],
)
def test_delay(error, attempt, waited, chance, expected):
    assert delay(error, attempt=attempt, waited=waited, policy=POLICY, chance=chance) == expected


def test_once_means_once():
    assert delay(errors.NotSent("x"), attempt=1, waited=0, policy=ONCE, chance=0) is None
