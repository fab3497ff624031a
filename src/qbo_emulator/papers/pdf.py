"""A PDF of plain text, written by hand: one fixed-width font, as many pages as the lines take."""

from collections.abc import Sequence
from itertools import batched

LINE_WIDTH = 95
"""Characters on a line."""
PAGE_LINES = 60

_LETTER = "0 0 612 792"
_START = "BT /F1 9 Tf 12 TL 48 750 Td"


def written(lines: Sequence[str]) -> bytes:
    """The lines as a PDF 1.4 file; what the Western code page lacks becomes a question mark."""
    pages = list(batched(lines, PAGE_LINES)) or [("",)]
    first_page = 4
    kids = " ".join(f"{first_page + 2 * each} 0 R" for each in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for place, page in enumerate(pages):
        content = _content(page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{_LETTER}] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {first_page + 2 * place + 1} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _content(lines: Sequence[str]) -> bytes:
    shown = b"\n".join(b"(%s) Tj T*" % _escaped(line) for line in lines)
    return b"%s\n%s\nET" % (_START.encode(), shown)


def _escaped(line: str) -> bytes:
    printable = "".join(each if each.isprintable() else " " for each in line[:LINE_WIDTH])
    text = printable.encode("cp1252", "replace")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    """Header, numbered objects, the table of their offsets, trailer."""
    body = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(body),
        )
    )
