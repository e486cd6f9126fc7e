"""What is said of the name or the date under a cursor, in four languages."""

from __future__ import annotations

import pytest
from cursors import MARK, index_at
from open_plans import PATH

from ssetrack.editor.answers.hover import hover
from ssetrack.language.words import LANGUAGES

PLAN = """\
ssetrack: 1
id: net
title: {en: Network, fr: Réseau}
language: en
period: 2004/2005
start: 2004-03
owners:
  ana: {name: Ana Díaz}
  ben: Ben
  seat: {name: Treasurer, vacant: true}
  idle: Idle
goals:
  A: {title: {en: Meet, fr: Se rencontrer, es: Reunirse, pt: Reunir-se}}
  B: Learn
lead: [ben]
sections:
  - id: web
    title: The web
    activities:
      - id: m1
        title: {en: Kick-off, fr: Lancement}
        deadline: end of June 2004
        owners: [ana]
        goals: [A]
      - id: m2
        title: Report
        deadline: 4 weeks after m1
        start: 1 week after m1
        owners: [ana, seat]
        after: [m1]
        goals: [A, B]
      - id: m3
        title: Forum
        when:
          - {date: 2004-11-08/2004-11-09, where: Lima}
          - {date: 2004-12}
        owners: [seat]
      - id: m4
        title: Book
        owners: [ana]
        milestones:
          - {id: draft, title: Draft, deadline: M9}
          - {id: print, title: Print, deadline: tbd}
      - {id: m5, title: Calls, when: {date: 2004-10-04, time: "20:00", timezone: Europe/Paris, repeat: every 2 weeks}}
      - {id: m6, title: Letters, deadline: ongoing, owners: [ana], status: done, done: 2004-09-30}
      - {id: m7, title: Accounts, deadline: 2004-09, owners: [ana], after: ["far:x9"]}
      - {id: m8, title: Odd, deadline: soonish}
"""  # noqa: E501

OTHERS = {
    "far.yaml": "ssetrack: 1\nid: far\ntitle: Far\nactivities:\n"
    "  - {id: x9, title: Away, when: 2 weeks after net:m1}\n"
}

PLACES = {
    "an owner where declared": ("  ana:", 3),
    "an owner who is named": ("owners: [ana, seat]", 10),
    "a vacant role": ("owners: [seat]", 10),
    "an owner with nothing to do": ("  idle:", 3),
    "an owner by the lead": ("lead: [ben]", 8),
    "a goal": ("goals: [A]", 8),
    "a section": ("id: web", 5),
    "the plan": ("id: net", 5),
    "an item": ("id: m2", 5),
    "a prerequisite": ("after: [m1]", 9),
    "what a date counts from": ("4 weeks after m1", 15),
    "another plan": ('"far:x9"', 2),
    "an item of another plan": ('"far:x9"', 6),
    "an activity with milestones": ("id: m4", 5),
    "a milestone": ("id: draft", 6),
    "a deadline from which others count": ("end of June 2004", 0),
    "a date that counts": ("4 weeks after m1", 3),
    "a start": ("1 week after m1", 2),
    "one of two dates": ("2004-11-08/", 2),
    "another of two dates": ("2004-12", 2),
    "a month of the project": ("M9", 1),
    "no date yet": ("deadline: tbd", 11),
    "what repeats": ("date: 2004-10-04", 8),
    "what goes on": ("ongoing", 3),
    "when it was done": ("done: 2004-09-30", 8),
    "a month": ("deadline: 2004-09", 12),
    "the period of the plan": ("2004/2005", 2),
    "no date": ("soonish", 2),
    "a title": ("Kick-off", 2),
    "a field": ("deadline: tbd", 3),
}


def said(language: str, at: int, plan: str = PLAN) -> str:
    """What is said at an offset, under the characters that it is about."""
    index, offset = index_at(f"{plan[:at]}{MARK}{plan[at:]}", OTHERS, language=language)
    found = hover(index, PATH, offset)
    if found is None:
        return "(nothing)\n"
    return f"`{plan[found.place.start : found.place.end]}`\n\n{found.markdown}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hovers(language: str, golden):
    parts = [
        f"# {name}\n\n{said(language, PLAN.index(text) + after)}" for name, (text, after) in PLACES.items()
    ]
    golden("\n".join(parts), f"editor/hovers.{language}.md")


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ("when: 2004-0¦8, deadline: 2004-09", "**August 2004**"),
        ("when: 2004-08, deadline: 2004-¦09", "**by end of September 2004**"),
        (
            "when: {date: 2004-08-02, repeat: every week, until: 2005-¦06-30}",
            "**30 June 2005**",
        ),
        (
            "when: {date: 2004-08-02, repeat: every week}, occurrences: {2004-08-09: {date: 2004-08¦-10}}",
            "**10 August 2004**",
        ),
        ("when: {date: 2004-08-02, where: 20¦05}", None),
        ("x-when: 20¦05, when: 2004", None),
        ("deadline: fin ma¦i 2005", "**by end of May 2005**"),
    ],
)
def test_each_date_is_told_for_itself(dates: str, first: str | None):
    index, offset = index_at(
        f"ssetrack: 1\ntitle: T\nlanguage: fr\nactivities:\n  - {{id: a, title: A, {dates}}}\n"
    )
    found = hover(index, PATH, offset)
    assert (None if found is None else found.markdown.partition("\n")[0]) == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_in_a_comment(language: str):
    plan = PLAN.replace("lead: [ben]", "lead: [ben]  # ssetrack: ignore[overdue, dates] why")
    page = said(language, plan.index("[overdue") + 3, plan)
    assert page.startswith("`overdue`\n\noverdue (")
    assert "\n    " in page, "with an example"
    family = said(language, plan.index(", dates") + 3, plan)
    assert family.startswith("`dates`\n\n```text\ndates\n")
    assert said(language, plan.index("why"), plan) == "(nothing)\n"
    assert said(language, plan.index("# sset") + 4, plan) == "(nothing)\n"


HOSTILE = "[x](http://x.org) <img src=x onerror=alert(1)> `rm` **b** @all #1 \u202e www.x.org ![i](y)"


def test_what_a_plan_says_is_no_markup():
    title = HOSTILE.replace('"', "")
    plan = f"""\
ssetrack: 1
id: net
title: T
owners: {{ana: "{title}"}}
goals: {{A: "{title}"}}
activities:
  - {{id: a, title: "{title}", owners: [ana], goals: [A], deadline: 2004-01}}
  - {{id: b, title: "{title}", owners: [ana], goals: [A], deadline: 2 weeks after a}}
"""
    for text, after in (("{ana", 2), ("{A", 1), ("id: a", 4), ("2004-01", 3), ("2 weeks", 3), ("after a", 6)):
        page = said("en", plan.index(text) + after, plan)
        page = page.partition("\n\n")[2]
        assert "<img" not in page.replace("\\<img", "")
        assert "](http" not in page.replace("\\]", "")
        assert "\u202e" not in page
        assert " `rm`" not in page
        assert "@all" not in page


def test_a_hover_on_a_text_that_cannot_be_read_is_that_of_the_last_one():
    broken = PLAN.replace("goals: [A, B]", "goals: [A, B")
    for text, after in (("  ana:", 3), ('"far:x9"', 6), ("deadline: 2004-09", 12)):
        at = broken.index(text) + after
        index, offset = index_at(f"{broken[:at]}{MARK}{broken[at:]}", OTHERS, before=PLAN)
        found = hover(index, PATH, offset)
        assert found is not None
        assert broken[found.place.start : found.place.end] in ("ana", "x9", "2004-09")
        assert found.markdown == said("en", PLAN.index(text) + after).partition("\n\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("    owners: [🌍x, a¦na]", "ana"),
        ("    owners: ['a¦na']", "ana"),
        ('    owners: ["e\u0301", "a¦na"]', "ana"),
        ("    owners:\n      - ana¦\n", "ana"),
        ("    deadline: '2¦004'", "'2004'"),
        ("    x: &a 1\r\n    owners: [¦ana]\r\n", "ana"),
        ("    deadline: >-\n      2004¦-05\n", ">-\n      2004-05"),
        ('    after: ["p:\\u0061¦"]', None),
    ],
)
def test_what_a_hover_is_about(line: str, quoted: str | None):
    text = f"ssetrack: 1\nid: p\ntitle: T\nowners: {{ana: Ana}}\nactivities:\n  - id: a\n    title: A\n{line}"
    index, offset = index_at(text)
    found = hover(index, PATH, offset)
    plain = text.replace(MARK, "")
    assert (None if found is None else plain[found.place.start : found.place.end]) == quoted
