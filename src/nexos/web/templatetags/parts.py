"""How icons, badges, amounts and dates are written on every page."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nexos.crm.models import Company
from nexos.kit import clock
from nexos.kit.money import Money, minor_digits
from nexos.quickbooks.state.invoice_list import MOST_COUNTED
from nexos.web.forms import Form

register = template.Library()

MINUS = "\N{MINUS SIGN}"
NONE = mark_safe('<span class="muted" aria-hidden="true">–</span><span class="sr">none</span>')
SYMBOLS = {"USD": "$", "CAD": "CA$", "AUD": "A$", "EUR": "€", "GBP": "£", "JPY": "¥"}


class BadgeShown(Protocol):
    """What a badge needs: see `web.badge.Badge`; the states of documents bring their own."""

    @property
    def tone(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def plain(self) -> bool: ...


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite; always beside words, so it is hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"i {classes}".strip(),
        static("nexos/icons.svg"),
        name,
    )


@register.simple_tag
def badge(shown: BadgeShown) -> SafeString:
    """A state as icon, words and colour."""
    tone = f"plain {shown.tone}" if shown.plain else shown.tone
    return format_html('<span class="badge {}">{}{}</span>', tone, icon(shown.icon), shown.words)


@register.filter
def amount(value: Money | None) -> str:
    """For tables, where the head names the currency: 1,940.00; a dash when unknown, never 0.00."""
    return NONE if value is None else _grouped(value.amount, minor_digits(value.currency))


@register.filter
def money(value: Money | None) -> str:
    """For sentences and figures: $1,940.00, or 1,940.00 CHF where the currency has no sign of its own."""
    if value is None:
        return NONE
    digits = _grouped(abs(value.amount), minor_digits(value.currency))
    sign = MINUS if value.amount < 0 else ""
    symbol = SYMBOLS.get(value.currency)
    return f"{sign}{symbol}{digits}" if symbol else f"{sign}{digits} {value.currency}"


@register.filter
def minor(value: int | None, currency: str) -> Money | None:
    """An amount as the mirror keeps it, in the currency's minor unit."""
    return None if value is None else Money.from_minor(value, currency)


@register.filter
def minus(value: Money) -> Money:
    """What is taken off, as it stands in a column that is added up."""
    return -value


@register.filter
def number(value: Decimal | int | None) -> str:
    """A quantity or unit price: grouped, with the decimals it has and no others."""
    if value is None:
        return NONE
    places = max(0, -int(Decimal(value).normalize().as_tuple().exponent))
    return _grouped(Decimal(value), places)


@register.filter
def price(value: Decimal | None) -> str:
    """A unit price: at least two decimals, more where it has them (0.0125)."""
    if value is None:
        return NONE
    return _grouped(value, max(2, -int(value.normalize().as_tuple().exponent)))


@register.filter
def day(value: date | datetime | None) -> str:
    """A business-local date: Nov 20, with the year when it is another year."""
    if value is None:
        return NONE
    local = timezone.localdate(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), _day_words(local))


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time by the tenant's clock: Today, 9:38 AM, or Nov 20, 9:38 AM."""
    if value is None:
        return NONE
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), _moment_words(local))


@register.filter
def ago(value: datetime | None) -> str:
    """Relative within the hour (4 min ago), the moment itself before that; the title has the exact time."""
    if value is None:
        return NONE
    local = timezone.localtime(value)
    minutes = int((clock.now() - value).total_seconds() // 60)
    words = _moment_words(local)
    if minutes < 60:
        words = "just now" if minutes < 1 else f"{minutes} min ago"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(), f"{local:%b %-d, %Y, %-I:%M:%S %p}", words
    )


@register.filter
def counted(paginator: "Paginator[Any]") -> str:
    """How many rows there are; above what lists count, that there are more."""
    return capped(paginator.count)


@register.filter
def capped(count: int) -> str:
    """A count that stops at 10,000: what is above says "10,000+"."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


@register.filter
def nearby(page: "Page[Any]") -> list[int | None]:
    """Page numbers worth a link: first, last, and those around this one; None stands for a gap."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    linked: list[int | None] = []
    for n in shown:
        if linked and linked[-1] is not None and n > linked[-1] + 1:
            linked.append(None)
        linked.append(n)
    return linked


@register.filter
def first_word(name: str) -> str:
    """The first name, for a greeting."""
    return name.split()[0] if name.strip() else ""


@register.filter
def terms(days: int) -> str:
    """Days until an invoice is due, as invoices say it: Net 30."""
    return f"Net {days}" if days else "Due on receipt"


@register.filter
def breakable(text: str) -> SafeString:
    """A text whose email addresses break after the @ where a column is narrow, rather than inside a word."""
    return format_html_join(mark_safe("@<wbr>"), "{}", ((part,) for part in text.split("@")))


@register.filter
def address(company: Company) -> str:
    """A postal address in one line."""
    town = " ".join(part for part in (company.region, company.postal_code) if part)
    parts = (company.address_line1, company.address_line2, company.city, town, company.country)
    return ", ".join(part for part in parts if part)


@register.simple_tag
def problems(form: Form, rows: Sequence[Form] = ()) -> list[dict[str, str]]:
    """Every error of a form and of its rows, with the field it is about."""
    found = [{"sentence": str(sentence)} for sentence in form.non_field_errors()]
    for place, one in enumerate([form, *rows]):
        where = f"Line {place}, " if place else ""
        for field in one:
            for sentence in field.errors:
                label = f"{where}{str(field.label).lower()}" if where else str(field.label)
                found.append({"field": label, "id": field.auto_id, "sentence": str(sentence)})
    return found


@register.filter
def fieldsets(form: Form) -> list[tuple[str, list[BoundField]]]:
    """A form's fields under their headings, as its `FIELDSETS` names them."""
    return [(heading, [form[name] for name in names]) for heading, names in form.FIELDSETS]


def _grouped(value: Decimal, places: int) -> str:
    text = f"{abs(value):,.{places}f}"
    return f"{MINUS}{text}" if value < 0 else text


def _day_words(local: date) -> str:
    return f"{local:%b %-d}" if local.year == _today().year else f"{local:%b %-d, %Y}"


def _moment_words(local: datetime) -> str:
    words = "Today" if local.date() == _today() else _day_words(local.date())
    return f"{words}, {local:%-I:%M %p}"


def _today() -> date:
    return timezone.localdate(clock.now())
