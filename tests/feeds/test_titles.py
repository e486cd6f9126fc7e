"""What a member reads on a phone: each entry's title in four languages, and the whole feed of a real plan."""

from __future__ import annotations

from datetime import date

import pytest

from feeds.making import EVERY, entries, feed_of
from ssetrack.calendar.calendar import Publishing

VISION = EVERY.parent.parent / "earlier" / "vision.yaml"
LANGUAGES = ("en", "fr", "es", "pt")
TODAY = date(2026, 11, 28)

SHOWN_FIRST = (
    "✔ ",
    "CANCELLED: ",
    "ANNULÉ\xa0: ",
    "CANCELADO: ",
    "On hold: ",
    "En pause\xa0: ",
    "En pausa: ",
    "Em pausa: ",
)
"""All that may come before a title: what keeps people from going there, or from doing it twice."""

TITLES = {
    "when: 2026-03-31": ("Forum",) * 4,
    "deadline: 2026-03-31": ("Forum (due)", "Forum (échéance)", "Forum (fecha límite)", "Forum (prazo)"),
    "deadline: 2026-03": (
        "Forum (due by end of March 2026)",
        "Forum (échéance : mars 2026)",
        "Forum (fecha límite: marzo de 2026)",
        "Forum (prazo: março de 2026)",
    ),
    # "À un moment de octobre", "al final de T4": no preposition ever meets a period.
    "when: 2026-10": (
        "Forum (sometime in October 2026)",
        "Forum (date à fixer : octobre 2026)",
        "Forum (fecha por definir: octubre de 2026)",
        "Forum (data a definir: outubro de 2026)",
    ),
    "deadline: 2026": (
        "Forum (due by end of 2026)",
        "Forum (échéance : 2026)",
        "Forum (fecha límite: 2026)",
        "Forum (prazo: 2026)",
    ),
    "deadline: 2026-08~": (
        "Forum (due about August 2026)",
        "Forum (échéance : août 2026 environ)",
        "Forum (fecha límite: agosto de 2026, aprox.)",
        "Forum (prazo: agosto de 2026, aprox.)",
    ),
    "deadline: '2026-08?'": (
        "Forum (due August 2026, to be confirmed)",
        "Forum (échéance : août 2026, à confirmer)",
        "Forum (fecha límite: agosto de 2026, por confirmar)",
        "Forum (prazo: agosto de 2026, a confirmar)",
    ),
    "when: 2026-08-10~": (
        "Forum (planned about 10 August 2026)",
        "Forum (prévu : 10 août 2026 environ)",
        "Forum (previsto: 10 de agosto de 2026, aprox.)",
        "Forum (previsto: 10 de agosto de 2026, aprox.)",
    ),
    "when: '2026-08-10?'": (
        "Forum (planned 10 August 2026, to be confirmed)",
        "Forum (prévu : 10 août 2026, à confirmer)",
        "Forum (previsto: 10 de agosto de 2026, por confirmar)",
        "Forum (previsto: 10 de agosto de 2026, a confirmar)",
    ),
    "when: [{date: 2026-04-08, where: Rio}, {date: 2026-04-26, where: Paris}]": (
        "Forum (option 1 of 2: Rio)",
        "Forum (option 1 sur 2 : Rio)",
        "Forum (opción 1 de 2: Rio)",
        "Forum (opção 1 de 2: Rio)",
    ),
    "when: [{date: 2026-04, where: Rio}, {date: 2026-05, where: Paris}]": (
        "Forum (option 1 of 2: Rio; sometime in April 2026)",
        "Forum (option 1 sur 2 : Rio ; date à fixer : avril 2026)",
        "Forum (opción 1 de 2: Rio; fecha por definir: abril de 2026)",
        "Forum (opção 1 de 2: Rio; data a definir: abril de 2026)",
    ),
    "when: [{date: 2026-04-08, where: Rio}, {date: 2026-04-08, where: Paris}]": (
        "Forum (place to be decided)",
        "Forum (lieu à trancher)",
        "Forum (lugar por decidir)",
        "Forum (local a decidir)",
    ),
    "when: 2026-03-01/2026-05-15": (
        "Forum (first day)",
        "Forum (premier jour)",
        "Forum (primer día)",
        "Forum (primeiro dia)",
    ),
    "when: 2026": (
        "Forum (first possible day; sometime in 2026)",
        "Forum (premier jour possible ; date à fixer : 2026)",
        "Forum (primer día posible; fecha por definir: 2026)",
        "Forum (primeiro dia possível; data a definir: 2026)",
    ),
    "when: '{2026-10-04,2026-10-11}'": (
        "Forum (1 of 2)",
        "Forum (1 sur 2)",
        "Forum (1 de 2)",
        "Forum (1 de 2)",
    ),
    "deadline: ongoing, start: 2026-01-01, check-in: every month": (
        "Forum (check-in)",
        "Forum (point d’étape)",
        "Forum (seguimiento)",
        "Forum (acompanhamento)",
    ),
    "deadline: 2026-10/..": ("Forum (begins)", "Forum (début)", "Forum (inicio)", "Forum (início)"),
    "when: {date: 2026-07-01, time: '09:00-10:30'}": (
        "Forum (09:00–10:30, no time zone given)",
        "Forum (09:00–10:30, sans fuseau horaire)",
        "Forum (09:00–10:30, sin zona horaria indicada)",
        "Forum (09:00–10:30, fuso horário não indicado)",
    ),
    "deadline: 2026-03, done: 2026-03-01": ("✔ Forum",) * 4,
    "when: 2026-12-20, status: cancelled": (
        "CANCELLED: Forum",
        "ANNULÉ : Forum",
        "CANCELADO: Forum",
        "CANCELADO: Forum",
    ),
    "deadline: 2026-03-31, status: on-hold": (
        "On hold: Forum (due)",
        "En pause : Forum (échéance)",
        "En pausa: Forum (fecha límite)",
        "Em pausa: Forum (prazo)",
    ),
    "milestones: [{id: d, title: Draft, deadline: 2026-03-31}]": (
        "Draft: Forum (due)",
        "Draft : Forum (échéance)",
        "Draft: Forum (fecha límite)",
        "Draft: Forum (prazo)",
    ),
}
"""In French, what is a no-break space in the feed is a space here."""


def plan_of(fields: str) -> str:
    return (
        "ssetrack: 1\nid: p\ntitle: P\nowners: {ana: Ana}\nactivities:\n"
        f"  - {{id: a, title: Forum, owners: [ana], {fields}}}\n"
    )


def summaries(feed: bytes | None) -> list[str]:
    """The titles of all entries as a client shows them, in the order of the file."""
    assert feed is not None
    lines = [line for entry in entries(feed).values() for line in entry.splitlines()]
    shown = (line.split(":", 1)[1] for line in lines if line.startswith("SUMMARY"))
    return [text.replace("\\,", ",").replace("\\;", ";") for text in shown]


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("fields", TITLES)
def test_a_title_begins_with_the_title(fields):
    made = []
    for language in LANGUAGES:
        first, *_ = summaries(feed_of(plan_of(fields), language=language, today=TODAY))
        made.append(plain(first))
        begins = next((mark for mark in SHOWN_FIRST if first.startswith(mark)), "")
        assert first.removeprefix(begins).startswith(("Forum", "Draft"))
        assert "Ana" not in first
    assert tuple(made) == TITLES[fields]


@pytest.mark.parametrize("fields", [one for one in TITLES if one.startswith(("deadline", "milestones"))])
def test_a_task_is_called_as_its_event(fields):
    """Where it has a date; what is ongoing has its title alone."""
    tasks = Publishing(tasks=True)
    for number, language in enumerate(LANGUAGES):
        [title] = summaries(feed_of(plan_of(fields), tasks, language=language, today=TODAY))
        expected = "Forum" if "ongoing" in fields or ".." in fields else TITLES[fields][number]
        assert plain(title) == expected


def test_the_first_words_tell_entries_apart():
    """About 25 characters are shown on a phone; only options of one date are one thing."""
    shown = [title[:25] for title in summaries(feed_of(VISION.read_text(encoding="utf-8")))]
    assert len(shown) - len(set(shown)) == 1


def as_read(feed: bytes | None) -> str:
    """A feed as a member reads it: the calendar's own words, then title, day, place and description."""
    assert feed is not None
    head = feed.decode().replace("\r\n ", "").split("\r\n")
    own = [line.partition(":")[2] for line in head if line.startswith(("X-WR-CALNAME", "X-WR-CALDESC"))]
    parts = ["\n".join(own)]
    for entry in entries(feed).values():
        lines = {
            line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in entry.splitlines()
        }
        read = [lines["SUMMARY"], f"[{lines['DTSTART']}, {lines['CATEGORIES']}]"]
        read += [f"@ {lines['LOCATION']}"] if "LOCATION" in lines else []
        parts.append("\n".join([*read, lines.get("DESCRIPTION", "")]))
    text = "\n\n".join(parts) + "\n"
    for escaped, sign in (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(escaped, sign)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_as_a_member_reads_it(language, golden):
    feed = feed_of(VISION.read_text(encoding="utf-8"), language=language)
    golden(as_read(feed), f"feeds/golden/vision.{language}.txt")


def test_french_on_a_phone_has_its_own_signs():
    """U+202F before a semicolon, and ’: clients break lines at a space, and show ' as it is."""
    text = EVERY.read_text(encoding="utf-8").replace("Fifteen pages; with", "Fifteen pages with")
    read = as_read(feed_of(text, language="fr"))
    shown = ("Bloqué", "Season", "Forum", "2 act")
    ours = [line for line in read.splitlines() if line.startswith(shown)]
    assert ours
    assert not [line for line in ours if "'" in line or " ;" in line or " :" in line]
    assert any("\u202f;" in line for line in ours)
    assert any("’" in line for line in ours)
