"""Sample companies of any size, made by the same business rules the API follows; same size and seed, same company."""

from qbo_emulator.samples.fill import RealmTaken, fill
from qbo_emulator.samples.sizes import SIZES

__all__ = ["SIZES", "RealmTaken", "fill"]
