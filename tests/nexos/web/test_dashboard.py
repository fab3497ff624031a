"""The dashboard and the top bar: what they say, and to whom."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from nexos.kit.money import Money
from nexos.kit.tenancy import scope
from nexos.quickbooks.connection.models import Connection, State
from nexos.quickbooks.mapping import services as mapping
from nexos.quickbooks.sync import services as sync
from nexos.web.dashboard.charts import age_bars, month_chart, ticks
from nexos.web.dashboard.figures import Age, Month


def test_each_figure_is_a_link_with_its_sum(alice: Client, records: dict[str, Any]) -> None:
    text = alice.get("/").content.decode()
    assert "$312.00" in text  # issued, not in QuickBooks
    assert '/invoices?view=open"><span class="label">In QuickBooks, unpaid</span><span class="fig">$100.00' in text
    assert "1 invoice, 1 overdue" in text
    assert "Show the figures" in text


def test_before_connecting_it_says_what_connecting_shows(alice: Client) -> None:
    text = alice.get("/").content.decode()
    assert "connect to see" in text
    assert "Nothing needs you" in text


def test_a_lost_connection_comes_first(alice: Client, records: dict[str, Any], cast: Any) -> None:
    with scope(cast.northwind.id):
        Connection.objects.of(cast.northwind.id).update(state=State.NEEDS_ATTENTION, reason="The access was withdrawn.")
    text = alice.get("/").content.decode()
    assert "QuickBooks no longer lets us in" in text
    assert "The access was withdrawn." in text
    assert "Sync now" not in text


def test_held_invoices_need_a_hand(alice: Client, records: dict[str, Any], cast: Any) -> None:
    shelf = records["shelf"]
    with scope(cast.northwind.id):
        shelf.invoice(shelf.customer("A stranger"), "1250.00")
        mapping.refresh(*shelf.place)
    text = alice.get("/").content.decode()
    assert "1 invoice waits for customer A stranger" in text
    assert "$1,250.00." in text


def test_a_technician_sees_quotes_and_no_money(bob: Client, records: dict[str, Any]) -> None:
    text = bob.get("/").content.decode()
    assert "Quotes waiting for an answer" in text
    assert "$312.00" not in text
    assert "qb-status" not in text
    assert ">Invoices<" not in text


def test_sync_now_shows_its_turn_and_the_page_is_told_at_the_end(
    alice: Client, vera: Client, records: dict[str, Any], cast: Any
) -> None:
    assert vera.post("/sync-now").status_code == 403
    part = alice.post("/sync-now", headers={"HX-Request": "true"}).content.decode()
    assert "Syncing: waiting its turn" in part
    assert "watched=1" in part
    with scope(cast.northwind.id):
        sync.latest_run(*records["shelf"].place).delete()  # type: ignore[union-attr]
    answer = alice.get("/top-bar/quickbooks?watched=1", headers={"HX-Request": "true"})
    assert "synced" in answer["HX-Trigger"]
    assert "Sync now" in answer.content.decode()


def test_sync_now_without_a_company_says_what_to_do(alice: Client) -> None:
    answer = alice.post("/sync-now", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Connect one under QuickBooks settings" in answer.content.decode()


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def test_the_chart_fits_its_highest_bar_and_survives_an_empty_year() -> None:
    months = [Month(date(2026, month, 1), usd("0"), usd("0")) for month in range(1, 12)]
    assert {bar.height for one in month_chart(months).columns for bar in (one.invoiced, one.collected)} == {"0.0"}
    chart = month_chart([*months, Month(date(2026, 12, 1), usd("104902.50"), usd("71304.80"))])
    assert [line.label for line in chart.lines] == ["0", "30k", "60k", "90k", "120k"]
    assert float(chart.columns[-1].invoiced.height) > float(chart.columns[-1].collected.height) > 0
    assert chart.columns[-1].now


def test_the_parts_of_a_whole_fill_the_bar() -> None:
    bars = age_bars([Age("a", usd("75"), 3), Age("b", usd("0"), 0), Age("c", usd("25"), 1)])
    (first, _, last) = [(float(x[:-1]), float(width[:-1])) for x, width in bars]
    assert first[0] == 0
    assert round(last[0] + last[1]) == 100
    assert round(first[1] / last[1]) == 3
    assert age_bars([Age("a", usd("0"), 0)]) == []


def test_ticks_keep_to_the_last_day() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    shown = ticks([(now - timedelta(hours=30), "ok"), (now - timedelta(hours=12), "bad"), (now, "ok")], now)
    assert [(tick.x, tick.tone) for tick in shown] == [("49.50%", "bad"), ("99.00%", "ok")]
