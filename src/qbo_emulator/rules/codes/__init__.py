"""Every error code Intuit documents, as data: how it is answered and what brings it about here.

Source: Intuit, "QuickBooks Online error codes" (the whole table), with the wording of recorded answers where there is
one. Intuit gives the HTTP status of a few only; 400 is the rest's, and nothing settles those of 130, 140 and 150.
"""

from qbo_emulator.rules.codes.access import ACCESS, GATEWAY
from qbo_emulator.rules.codes.business import BUSINESS
from qbo_emulator.rules.codes.code import CONTROL_FAULT_ONLY, Code
from qbo_emulator.rules.codes.requests import GENERAL, VALUES

CODES: dict[str, Code] = {each.code: each for each in (*GATEWAY, *ACCESS, *GENERAL, *VALUES, *BUSINESS)}
"""By code, as answers carry it: without leading zeros."""

__all__ = ["CODES", "CONTROL_FAULT_ONLY", "Code"]
