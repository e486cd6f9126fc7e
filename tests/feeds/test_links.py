"""Addresses of people stay behind, addresses of pages do not, and texts on one line have one line."""

from __future__ import annotations

import json
import time

import pytest

from feeds.conformance import complaints
from feeds.making import entries, feed_of, unfolded
from ssetrack.wording.addresses import without_addresses

HIDDEN = "(address left out)"

PAGES = [
    "https://www.google.com/maps/@48.8566,2.3522,15z",
    "https://teams.microsoft.com/l/meetup-join/19:meeting_AbC@thread.v2/0?context=x",
    "https://social.example/@net@coop.example/123",
    "https://blog.example/@first.last/our-article",
    "https://matrix.to/#/@net:chat.example.org",
    "https://pkg.example/lib@2.2.1/file",
    "https://ana@example.org/",
    "HTTPS://EXAMPLE.ORG/a@b.org",
    "webcal://example.org/ana@example.org.ics",
]
ADDRESSES = {
    "ana@example.org": HIDDEN,
    "mailto:ana@example.org": HIDDEN,
    "MAILTO:ana@example.org?subject=x": HIDDEN,
    "Ask ana.b+c@mail.example.org.": f"Ask {HIDDEN}.",
    '<ana@example.org>, (bo@example.org); "cy@example.org"': f'<{HIDDEN}>, ({HIDDEN}); "{HIDDEN}"',
    "write:ana@example.org": f"write:{HIDDEN}",
    "ana@localhost": "ana@localhost",
    "3 € @ 2.50": "3 € @ 2.50",
    "@net": "@net",
    "https://example.org/ ana@example.org": f"https://example.org/ {HIDDEN}",
    "é@exämple.org": HIDDEN,
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_stay(page):
    assert without_addresses(page, HIDDEN) == page
    assert without_addresses(f"Join: {page} (or write)", HIDDEN) == f"Join: {page} (or write)"
    activity = {
        "id": "a",
        "title": "T",
        "when": "2027-03-08",
        "links": [page],
        "notes": f"See {page}",
        "where": page,
    }
    feed = feed_of(json.dumps({"ssetrack": "1", "title": "P", "activities": [activity]}))
    text = unfolded(feed).replace("\\,", ",")
    assert complaints(feed) == []
    assert text.count(page) >= 3
    assert HIDDEN not in text


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_go(text):
    assert without_addresses(text, HIDDEN) == ADDRESSES[text]


def entry(fields: str) -> str:
    text = f"ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {{id: a, title: T, when: 2027-03-08, {fields}}}\n"
    [found] = entries(feed_of(text)).values()
    return found


@pytest.mark.parametrize("url", ["mailto:ana@example.org", "Mailto:ana@example.org"])
def test_a_link_that_writes_to_somebody_goes(url):
    found = entry(f'links: ["{url}"]')
    assert HIDDEN in found
    assert "ana" not in found
    assert "URL:" not in found


JOIN = "https://meet.jit.si/OurCall"
JOINS = [
    (f'links: ["{JOIN}"]', JOIN, JOIN),
    (f'links: ["{JOIN}"], where: Lima', "Lima", JOIN),
    (f'where: "{JOIN}"', JOIN, JOIN),
    ('links: [{url: "https://us02web.zoom.us/j/1", title: Call}]', *["https://us02web.zoom.us/j/1"] * 2),
    ('links: [{url: "https://example.org/room", title: Join the call}]', *["https://example.org/room"] * 2),
    ('links: [{url: "https://example.org/room", title: Unirse}]', *["https://example.org/room"] * 2),
    ('links: ["https://example.org/minutes"]', None, None),
    ('links: ["https://zoom.us.example.org/"]', None, None),
    ("where: Lima", "Lima", None),
]


@pytest.mark.parametrize(("fields", "where", "join"), JOINS)
def test_where_people_meet(fields, where, join):
    found = entry(fields)
    assert (f"\nLOCATION:{where}\n" in found) if where else "LOCATION" not in found
    assert (f"\nCONFERENCE;VALUE=URI:{join}\n" in found) if join else "CONFERENCE" not in found


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\n", "\r\n", "\t", "\x0b", "\x0c", " \u2028 "])
def test_a_text_on_one_line_has_one(sign):
    text = f"Opening{sign}Plenary"
    activity = {
        "id": "a",
        "title": text,
        "when": "2027-03-08",
        "where": text,
        "goals": ["A"],
        "owners": ["o"],
    }
    whole = {
        "ssetrack": "1",
        "title": text,
        "goals": {"A": text},
        "owners": {"o": text},
        "activities": [activity],
    }
    feed = unfolded(feed_of(json.dumps(whole)))
    assert "SUMMARY:Opening Plenary\n" in feed
    assert "Responsible: Opening Plenary\\n" in feed
    assert "LOCATION:Opening Plenary\n" in feed
    assert "X-WR-CALNAME:Opening Plenary\n" in feed


LONG = [
    "x" * 300_000 + "@",
    "@" * 100_000,
    "a." * 100_000 + "@",
    "x@" + "a." * 100_000,
    "a@b" * 60_000,
    "h" * 100_000 + "://@",
    "mailto:" * 30_000 + "@",
    " " * 200_000 + "@",
]


@pytest.mark.parametrize("word", LONG, ids=range(len(LONG)))
def test_a_long_word_costs_what_its_length_is(word):
    begin = time.process_time()
    without_addresses(word, HIDDEN)
    feed_of(
        json.dumps(
            {"ssetrack": "1", "title": word, "activities": [{"id": "a", "title": word, "when": "2027-03-08"}]}
        )
    )
    assert time.process_time() - begin < 4


def test_many_alternatives_name_a_few_of_the_others():
    options = [{"date": "2027-03-08", "where": f"Town {number}"} for number in range(1000)]
    options[0]["date"] = "2027-03-09"
    items = [{"id": f"a{number}", "title": "T", "when": options} for number in range(3)]
    begin = time.process_time()
    feed = feed_of(json.dumps({"ssetrack": "1", "title": "P", "activities": items}))
    assert len(entries(feed)) == 3000
    assert len(feed) < 3_000_000
    assert unfolded(feed).count("RELATED-TO") == 9000
    assert time.process_time() - begin < 20
