"""The main job, as a person does it: connect, pull, map, bill an approved quote, send it, see it paid."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from demo_process import Demo

pytestmark = pytest.mark.journey

COMPANY = "Keystone Systems Care"
PULLED = 60_000


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=re.compile(name)).first.click()


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=re.compile(name)).first.click()


def sign_in(page: Page, demo: Demo) -> None:
    page.goto(demo.url)
    page.get_by_label("Email").fill("alice@northwind.example")
    page.get_by_label("Password").fill("northwind-demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alice")


def connect(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/settings/quickbooks/")
    press(page, "Connect to QuickBooks")
    expect(page.get_by_text(COMPANY).first).to_be_visible()
    page.get_by_role("button", name="Connect").click()
    expect(main(page).get_by_text("Went well")).to_be_visible(timeout=PULLED)


def map_customers(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/mapping/")
    press(page, "Accept . sure matches")
    expect(main(page)).not_to_contain_text("sure matches")
    press(page, "Create the other")
    expect(main(page).get_by_role("button", name=re.compile("Create the other"))).to_have_count(0)


def invoice_the_approved_quote(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/quotes?status=approved")
    follow(page, "Q-")
    main(page).get_by_text(re.compile("Make invoice")).first.click()
    press(page, "Make the draft")
    press(page, "^Issue")
    expect(page.get_by_role("heading", level=1)).to_contain_text("INV-")


def send(page: Page, number_of_loads: Callable[[], int]) -> str:
    """Sends the invoice that is shown, after a look; returns where it is in QuickBooks."""
    follow(page, "Preview")
    expect(page.get_by_text("Both sides agree")).to_be_visible()
    page.get_by_role("button", name="Send to QuickBooks").click()
    page.wait_for_url(re.compile(r"/invoices/[^/]+$"))
    loads = number_of_loads()
    link = page.get_by_role("link", name=re.compile(r"Open \d+ in QuickBooks"))
    expect(link).to_be_visible()
    expect(main(page).get_by_text("In QuickBooks", exact=True).first).to_be_visible()
    assert number_of_loads() == loads, "the page was loaded again"
    return link.get_attribute("href") or ""


def record_payment(page: Page, open_in_quickbooks: str) -> None:
    page.goto(open_in_quickbooks)
    page.get_by_role("button", name="Record payment").click()
    expect(page.get_by_role("button", name="Record payment")).to_have_count(0)


def test_from_connecting_to_the_payment(demo: Demo, page: Page) -> None:
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    sign_in(page, demo)
    connect(page, demo)
    map_customers(page, demo)
    invoice_the_approved_quote(page, demo)
    invoice = page.url
    in_quickbooks = send(page, lambda: len(loads))
    record_payment(page, in_quickbooks)
    page.goto(invoice)
    heading, facts = page.get_by_role("heading", level=1), page.locator("#facts")
    expect(heading).to_contain_text("Issued")
    expect(facts).to_contain_text(re.compile(r"Paid\s*\$0\.00"))
    page.get_by_role("button", name="Sync now").click()
    expect(heading).to_contain_text("Paid", timeout=PULLED)
    expect(facts).to_contain_text(re.compile(r"Open\s*\$0\.00"))
