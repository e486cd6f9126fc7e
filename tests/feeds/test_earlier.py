"""Feeds that an earlier version wrote: subscribers have them, and every entry has other words now.

`earlier/` has two plans, and their feeds as they were written when titles began with "Due: " and an id.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feeds.conformance import complaints
from feeds.making import entries
from ssetrack.calendar.stamps import before
from ssetrack.cli.run import run

EARLIER = Path(__file__).parent / "earlier"
FEEDS = ["vision", "vision-tasks", "every", "every-tasks"]
WORDS = re.compile(r"^(?:SUMMARY|DESCRIPTION|CATEGORIES|COMMENT)[:;].*\n", re.MULTILINE)
STAMPS = re.compile(r"^(?:DTSTAMP|SEQUENCE|LAST-MODIFIED):.*\n", re.MULTILINE)
TOLD = {
    "en": "{} entries have a new title or description; their dates have not changed",
    "fr": "{} entrées ont un nouveau titre ou une nouvelle description\xa0; leurs dates n'ont pas changé",
    "es": "{} entradas tienen un título o una descripción nuevos; sus fechas no cambiaron",
    "pt": "{} entradas têm novo título ou nova descrição; suas datas não mudaram",
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    for path in EARLIER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(feed: str, day: str = "2004-10-01", *words: str) -> int:
    plan, _, tasks = feed.partition("-")
    options = ["--tasks"] if tasks else []
    return run(["export", "ics", f"{plan}.yaml", "-o", f"{feed}.ics", "--today", day, *options, *words])


def stamps(feed: bytes) -> dict[str, tuple[str, ...]]:
    """DTSTAMP, SEQUENCE and LAST-MODIFIED of each entry."""
    return {
        name: tuple(line.rstrip() for line in STAMPS.findall(entry)) for name, entry in entries(feed).items()
    }


@pytest.mark.parametrize("feed", FEEDS)
def test_other_words_count_once_and_are_told_once(feed, here, capsys):
    path = here / f"{feed}.ics"
    earlier = path.read_bytes()
    assert before({path.name: earlier}).damaged == ()
    assert export(feed) == 0
    first, told = path.read_bytes(), capsys.readouterr().err
    old, new = entries(earlier), entries(first)
    assert complaints(first) == []
    assert old.keys() == new.keys()
    changed = [name for name in old if old[name] != new[name]]
    # What says the same as before keeps its stamps: goals, and nothing else.
    assert [name for name in old if name not in changed] == [name for name in old if name.endswith(".goal")]
    reworded = []
    for name in changed:
        assert re.findall("SEQUENCE:(.*)", old[name]) == ["0"]
        assert re.findall("SEQUENCE:(.*)", new[name]) == ["1"]
        if WORDS.sub("", STAMPS.sub("", old[name])) == WORDS.sub("", STAMPS.sub("", new[name])):
            reworded.append(name)
    # Its place reads "(to be decided)" instead of "(open)": a place is more than words.
    assert set(changed) - set(reworded) <= {"places.every"}
    assert TOLD["en"].format(len(reworded)) in told
    assert export(feed) == 0
    assert path.read_bytes() == first
    assert "new title" not in capsys.readouterr().err
    assert export(feed, "2004-10-02") == 0
    assert path.read_bytes() == first


def test_a_change_is_dated_as_any_other(here):
    assert export("vision", "2004-10-01", "--stamp", "2026-11-28T09:00:00Z") == 0
    assert set(stamps((here / "vision.ics").read_bytes()).values()) == {
        ("DTSTAMP:20261128T090000Z", "SEQUENCE:1", "LAST-MODIFIED:20261128T090000Z")
    }


@pytest.mark.parametrize("language", TOLD)
def test_it_is_told_in_the_readers_language(language, here, capsys, monkeypatch):
    monkeypatch.setenv("SSETRACK_LANG", language)
    assert export("vision") == 0
    assert TOLD[language].format(19) in capsys.readouterr().err


def test_one_entry_in_several_feeds_is_counted_once(here, capsys):
    plan = here / "every.yaml"
    text = plan.read_text(encoding="utf-8")
    words = ["export", "ics", "every.yaml", "--by", "owner", "-o", "feeds", "--today", "2004-10-01"]
    assert run(words) == 0
    plan.write_text(text.replace("title: Survey", "title: Inquiry"), encoding="utf-8")
    capsys.readouterr()
    assert run(words) == 0
    # Of two owners and their team; the report comes after it, and names it.
    assert "2 entries have a new title" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        ("2004-04-08/2004-04-09", "2004-04-08/2004-04-10"),
        ("where: Paris", "where: Lyon"),
        ("when: 2005-10", "when: 2005-11"),
    ],
)
def test_what_moves_is_no_other_wording(change, here, capsys):
    assert export("vision") == 0
    capsys.readouterr()
    plan = here / "vision.yaml"
    text = plan.read_text(encoding="utf-8")
    assert change[0] in text
    plan.write_text(text.replace(*change), encoding="utf-8")
    assert export("vision") == 0
    assert "new title" not in capsys.readouterr().err
