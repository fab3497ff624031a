"""Term, Class and Department: what the server makes of what was sent (reference 9.8, 9.10)."""

from qbo_emulator.rules import faults, listed, preferences, trees
from qbo_emulator.rules.request import Write
from qbo_emulator.rules.rounding import money
from qbo_emulator.store.draft import Draft

LARGEST = {"DueDays": 999, "DiscountDays": 999, "DueNextMonthDays": 999}


def compose_term(draft: Draft, write: Write) -> None:
    """A STANDARD term needs DueDays, a DATE_DRIVEN one DayOfMonthDue (1-31)."""
    term = write.after
    listed.name(draft, write, forbidden="", by_parent=False)
    for name in ("DueDays", "DiscountDays", "DueNextMonthDays", "DayOfMonthDue", "DiscountDayOfMonth"):
        lowest, highest = (0, LARGEST[name]) if name in LARGEST else (1, 31)
        if name in term and not lowest <= term[name] <= highest:
            raise faults.refused("2240", name, term[name], element=name)
    if not 0 <= money(term.get("DiscountPercent")) <= 100:
        raise faults.refused("2150", "DiscountPercent", term["DiscountPercent"], element="DiscountPercent")
    if "DayOfMonthDue" not in term and "DueDays" not in term:
        raise faults.missing("DueDays")
    term["Type"] = "DATE_DRIVEN" if "DayOfMonthDue" in term else "STANDARD"


def compose_class(draft: Draft, write: Write) -> None:
    """Full name of a class. Raises Fault 5030 for a new one in a company that tracks none."""
    if write.before is None and not (preferences.classes_per_txn(draft) or preferences.classes_per_line(draft)):
        raise faults.refused("5030", "Class tracking is not switched on in this company.")
    listed.name(draft, write, forbidden=":")
    trees.flag_child(write, "SubClass")
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)


def compose_department(draft: Draft, write: Write) -> None:
    """Full name of a location. Raises Fault 5030 for a new one in a company that tracks none."""
    if write.before is None and not preferences.locations(draft):
        raise faults.refused("5030", "Location tracking is not switched on in this company.")
    listed.name(draft, write, forbidden=":")
    trees.flag_child(write, "SubDepartment")
    trees.place(draft, write, "Name", most_levels=4, level_shown=False)
