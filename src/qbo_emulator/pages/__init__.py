"""The emulator's own HTML: one layout, one style sheet, templates that escape what they are given."""

from collections.abc import Iterable, Mapping
from importlib.resources import files

from markupsafe import Markup
from werkzeug import Request, Response

STYLE_PATH = "/_pages/style.css"


class Template:
    """An HTML file of a package with `{name}` placeholders; a value that is not Markup is escaped."""

    def __init__(self, package: str, name: str) -> None:
        text = files(package).joinpath(name).read_text("utf-8")
        self._text = Markup(text)  # noqa: S704 - our own file, not input

    def __call__(self, **values: object) -> Markup:
        return self._text.format(**values)

    def each(self, rows: Iterable[Mapping[str, object]]) -> Markup:
        """The file once per row, joined."""
        return Markup().join(self(**row) for row in rows)


_layout = Template(__name__, "layout.html")


def page(title: str, body: Markup, status: int = 200, form_targets: str = "") -> Response:
    """A whole page. `form_targets`: origins beyond this one to which its forms may lead by redirect."""
    html = _layout(title=title, body=body, style=STYLE_PATH)
    response = Response(html, status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; form-action 'self' {form_targets}".strip()
        + "; frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def style_sheet(_request: Request) -> Response:
    """The one style sheet of all pages."""
    return Response(files(__name__).joinpath("style.css").read_bytes(), mimetype="text/css")
