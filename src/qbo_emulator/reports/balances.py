"""Rows of the reports of what customers owe."""

from collections.abc import Mapping

from qbo_emulator.reports.asked import Asked
from qbo_emulator.reports.layout import grand_total
from qbo_emulator.reports.trees import Amounts, Tree
from qbo_emulator.store.text import Json


def customer_rows(asked: Asked, amounts: Mapping[str, Amounts], *, blank_zero: bool) -> list[Json]:
    """A row for each customer with an amount, a section for one with sub-customers, and the grand total."""
    owing = {each: found for each, found in amounts.items() if any(found)}
    if not owing:
        return []
    width = len(next(iter(owing.values())))
    tree = Tree(asked.books, "Customer", "DisplayName", owing, width, blank_zero=blank_zero)
    return [*tree.rows(), grand_total(tree.total())]
