"""What every page must hold to: the strict content policy, the sprite, the head of each table."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import nexos.web
from addresses import GUARDED, address

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a style element": re.compile(r"<style", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "another host": re.compile(r"""<(?:script|link|img)[^>]*(?:src|href)=["']?(?:https?:)?//""", re.I),
}
TEMPLATES = Path(nexos.web.__file__).parent / "templates"


def pages(client: Client, records: dict[str, Any]) -> dict[str, Any]:
    """What Alice gets for every address that can be opened."""
    answers = {name: client.get(address(name, records)) for name in GUARDED}
    return {name: answer for name, answer in answers.items() if answer.status_code == 200}


def test_no_page_needs_more_than_the_strict_policy(records: dict[str, Any], alice: Client) -> None:
    shown = pages(alice, records)
    assert {"dashboard", "companies", "quote", "invoice", "invoice-there", "payment", "preview-push"} <= shown.keys()
    for name, answer in shown.items():
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert "default-src 'none'" in policy, name
        assert answer["Cache-Control"] == "no-store", name
        text = answer.content.decode()
        assert [what for what, found in INLINE.items() if found.search(text)] == [], name


def test_every_page_has_one_heading_and_unique_ids(records: dict[str, Any], alice: Client) -> None:
    for name, answer in pages(alice, records).items():
        text = answer.content.decode()
        if "<html" not in text:
            continue
        assert len(re.findall(r"<h1[ >]", text)) == 1, name
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert sorted(ids) == sorted(set(ids)), name


def test_every_field_has_a_label_and_every_table_a_caption(records: dict[str, Any], alice: Client) -> None:
    for name, answer in pages(alice, records).items():
        text = answer.content.decode()
        for field in re.findall(r"<(?:input|select|textarea)[^>]*>", text):
            if re.search(r'type="(?:hidden|submit)"', field):
                continue
            identifier = re.search(r'\sid="([^"]+)"', field)
            labelled = "aria-label" in field or (identifier and f'for="{identifier[1]}"' in text)
            assert labelled or re.search(r"<label class=\"check\">[^<]*" + re.escape(field), text), f"{name}: {field}"
        assert len(re.findall(r"<table", text)) == len(re.findall(r"<caption", text)), name


def test_every_icon_is_in_the_sprite() -> None:
    found = finders.find("nexos/icons.svg")
    assert isinstance(found, str)
    drawn = set(re.findall(r'id="([a-z]+)"', Path(found).read_text()))
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'\{% icon "([a-z]+)"', template.read_text())
    }
    assert named - drawn == set()


@pytest.mark.parametrize("name", ["nexos/nexos.js"])
def test_our_script_stays_small(name: str) -> None:
    found = finders.find(name)
    assert isinstance(found, str)
    assert len(Path(found).read_bytes()) <= 4096
