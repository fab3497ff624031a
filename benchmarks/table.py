"""Results as a small table."""

from collections.abc import Sequence

type Cell = str | float


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Prints the rows under their heads: the first column to the left, the others to the right."""
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
