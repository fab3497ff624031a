"""Results as a small table."""

import json
from collections.abc import Sequence

type Cell = str | float


_as_json = False


def use_json() -> None:
    """From now on each table is one line of JSON: `{"title", "heads", "rows"}`, numbers not rounded."""
    global _as_json
    _as_json = True


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Prints the rows under their heads: the first column to the left, the others to the right."""
    if _as_json:
        print(json.dumps({"title": title, "heads": heads, "rows": rows}), flush=True)
        return
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *texts, strict=True)]
    print(f"\n{title}")
    for row in (heads, *texts):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  " + "  ".join([row[0].ljust(widths[0]), *cells]).rstrip(), flush=True)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if cell == int(cell) or abs(cell) >= 100 else f"{cell:.3g}"
