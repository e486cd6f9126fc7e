"""Every field is on the page, contacts and remarks where they are asked for: a new one is at once."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from every_field import at, full_plan, places, text_of
from pages.making import page_of
from ssetrack.dates import Period, display, parse
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Plan
from ssetrack.wording.addresses import HIDDEN, without_addresses

PLAN = full_plan()
SHOWN_AS = {
    "in-progress": "started",
    "True": "yes",
    "1": "Plan title 1",
    "41%": "41%",
    "weekly": "once a week at most",
}
"""What the page says in place of what is written; the version of the format is shown nowhere."""


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    """The page of the full plan."""
    path = tmp_path_factory.mktemp("full") / "full.yaml"
    path.write_text(text_of(PLAN), encoding="utf-8")
    return unescape(page_of(path, day="2026-01-20"))


def values(*, private: bool = False, remark: bool = False) -> set[str]:
    """What is written in fields that are private, or remarks, or neither."""
    found: set[str] = set()
    for path, model, key in places(PLAN, Plan):
        label = LABELS[model][key]
        if FIELDS[model][key].of is None and (label.private, label.remark) == (private, remark):
            value = at(PLAN, path)[key]
            found.update(map(str, value if isinstance(value, list) else [value]))
    return found


@pytest.mark.parametrize("value", sorted(values()))
def test_each_public_field(page: str, value: str):
    read = parse(value)
    assert SHOWN_AS.get(value, display(read) if isinstance(read, Period) else value) in page


CONTACTS = values(private=True)
REMARKS = values(remark=True) | values(private=True, remark=True)


@pytest.mark.parametrize("value", sorted(CONTACTS | REMARKS))
def test_nothing_that_was_not_asked_for(page: str, value: str):
    assert SHOWN_AS.get(value, value) not in page


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--notes"], REMARKS),
        (["--contacts"], CONTACTS),
        (["--notes", "--contacts"], CONTACTS | REMARKS),
    ],
)
def test_what_is_asked_for(tmp_path: Path, options: list[str], shown: set[str]):
    """Every field of the format is on some page: with both options nothing is missing."""
    path = tmp_path / "full.yaml"
    path.write_text(text_of(PLAN), encoding="utf-8")
    page = unescape(page_of(path, *options, day="2026-01-20"))
    assert CONTACTS
    assert REMARKS
    assert [value for value in sorted(shown) if SHOWN_AS.get(value, value) not in page] == []
    assert [
        value for value in sorted((CONTACTS | REMARKS) - shown) if SHOWN_AS.get(value, value) in page
    ] == []


def test_of_a_filtered_page_only_what_is_in_it(tmp_path: Path):
    text = (
        "ssetrack: 1\ntitle: T\nowners: {ana: {name: Ana, role: Chair}, bo: {name: Bo, role: Clerk}}\n"
        "activities:\n"
        "  - {id: a, title: A, owners: [ana], deadline: 2026-03, notes: 'write to a@example.org'}\n"
        "  - {id: b, title: B, owners: [bo], deadline: 2026-03, notes: secret}\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    page = page_of(tmp_path / "plan.yaml", "--owner", "ana", day="2026-01-20")
    assert "Chair" in page
    assert "Clerk" not in page
    assert "secret" not in page
    assert "a@example.org" not in page
    assert "write to (address left out)" in page
    assert "<title>T · Only owner Ana, 2026-01-20</title>" in page
    assert "<strong>Only owner Ana</strong>" in page
    assert "No goals are named." not in page


def test_links_stay():
    text = "see https://example.org/@ana/1, or mailto:a@example.org, or b@c.org."
    expected = "see https://example.org/@ana/1, or (address left out), or (address left out)."
    assert without_addresses(text, str(HIDDEN)) == expected
