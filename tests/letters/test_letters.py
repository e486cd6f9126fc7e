"""What letters say: the real plan in four languages, what changed, filters, whom they go to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from conftest import ROOT, TESTS
from letters.making import letters_of, mailing_of, vision
from snapshots import snapshot_of
from ssetrack.letters.contents import Part, Scope
from ssetrack.letters.html_text import html_text
from ssetrack.letters.plain_text import plain_text
from ssetrack.letters.said import LastLetter, LettersSent, Point, is_due, points

DAY = date(2004, 10, 1)

PLAN = """ssetrack: 1
id: p
title: Plan
owners:
  ana: {name: Ana, email: ana@example.org}
  bo: {name: Bo, email: bo@example.org}
  cy: {name: Cy, email: cy@example.org}
  team: {name: The Team, members: [bo, cy]}
activities:
  - {id: late, title: Late, owners: [ana], deadline: 2004-01}
  - {id: soon, title: Soon, owners: [ana], with: [bo], deadline: 2004-10-15}
  - {id: shared, title: Shared, owners: [team], deadline: 2004-12}
  - {id: next, title: Next, owners: [cy], deadline: 2005-06, after: [late]}
  - {id: open, title: Open, owners: [ana]}
  - {id: over, title: Over, owners: [ana], deadline: 2004-02, done: 2004-02-01}
"""


@pytest.mark.parametrize(
    ("name", "language"), [("chilo", "en"), ("ben", "fr"), ("marcos", "es"), ("humberto", "pt")]
)
def test_the_real_plan(golden, name: str, language: str):
    made = next(one for one in letters_of(vision()) if one.reader.keys == (name,))
    golden(made.octets.decode().replace("\r\n", "\n"), f"letters/golden/vision.{language}.eml")


def test_the_same_plan_and_day_give_the_same_octets():
    first, second = ([one.octets for one in letters_of(vision())] for _ in range(2))
    assert first == second
    assert len(set(first)) == 4


def test_both_parts_say_the_same():
    for made in letters_of(vision()):
        html, plain = (
            re.sub(r"</?(?:b|bdi|span)\b[^>]*>", "", html_text(made.letter)),
            plain_text(made.letter),
        )
        for line in plain.splitlines():
            assert line.removeprefix("- ").strip() in html.replace("&quot;", '"').replace("&#x27;", "'")


def titles(items) -> list[tuple[str, Part]]:
    return [(one.status.item.id, one.part) for one in items]


def test_what_concerns_whom():
    made = {one.reader.keys[0]: one.contents for one in letters_of(PLAN)}
    assert titles(made["ana"].overdue) == [("late", Part.OWNER)]
    assert titles(made["ana"].soon) == [("soon", Part.OWNER)]
    assert titles(made["ana"].later) == [("open", Part.OWNER)]
    assert [one.status.item.id for one in made["ana"].waiting] == ["next"]
    assert [one.status.item.id for one in made["ana"].questions] == ["open"]
    assert titles(made["bo"].soon) == [("soon", Part.HELPER)]
    assert titles(made["bo"].later) == [("shared", Part.TEAM)]
    assert titles(made["cy"].later) == [("shared", Part.TEAM), ("next", Part.OWNER)]


def test_scope():
    there = snapshot_of(PLAN, DAY)
    _, concerns = mailing_of(there, Scope(("owner",), teams=False))
    assert titles(concerns.contents(("bo",)).items) == []
    assert titles(concerns.contents(("cy",)).items) == [("next", Part.OWNER)]


def test_lines_to_answer_with_change_nothing_as_they_are():
    plan = """ssetrack: 1
id: p
title: P
start: 2004-01
owners: {ana: {name: Ana, email: a@example.org}}
activities:
  - {id: a, title: A, owners: [ana], deadline: January 2004}
  - {id: b, title: B, owners: [ana], deadline: 2 weeks after a}
  - {id: c, title: C, owners: [ana], deadline: M3}
  - {id: d, title: D, owners: [ana], when: [2004-04-01, 2004-05-01]}
  - {id: e, title: E, owners: [ana], deadline: "?"}
  - {id: f, title: F, owners: [ana], deadline: soon}
  - {id: g, title: G, owners: [ana]}
"""
    (made,) = letters_of(plan, DAY)
    assert made.letter.answering is not None
    assert sorted(made.letter.answering.lines) == [
        "a: 2004-01", "b: …", "c: …", "d: …", "e: …", "f: …", "g: …",
    ]  # fmt: skip


def test_hosts_of_one_time_get_that_time():
    plan = """ssetrack: 1
id: p
title: P
owners: {ana: {name: Ana, email: a@example.org}, bo: {name: Bo, email: b@example.org}}
activities:
  - id: call
    title: Call
    owners: [ana]
    when: {date: 2004-01-05, repeat: monthly}
    occurrences:
      2004-10-05: {owners: [bo]}
"""
    made = {one.reader.keys[0]: one for one in letters_of(plan, DAY)}
    assert made["bo"].letter.answering is not None
    assert made["bo"].letter.answering.lines == ("call@2004-10-05: 2004-10-05",)
    assert made["ana"].letter.answering is not None
    assert made["ana"].letter.answering.lines == ("call@2004-10-05: 2004-10-05",)


def test_who_hosts_a_time_is_named_to_the_others():
    plan = """ssetrack: 1
id: p
title: P
owners:
  ana: {name: Ana, email: a@example.org}
  bo: {name: Bo, email: b@example.org}
  cy: {name: Cy, email: c@example.org}
  dora: {name: Dora, email: d@example.org}
  team: {name: The Team, members: [ana, dora]}
activities:
  - id: call
    title: Call
    owners: [team]
    with: [cy]
    when: {date: 2004-01-05, repeat: monthly}
    occurrences:
      2004-10-05: {owners: [bo]}
      2004-11-05: {owners: [dora]}
"""
    said = {
        one.reader.keys[0]: plain_text(one.letter).partition("\nTo answer")[0]
        for one in letters_of(plan, DAY)
    }
    assert "5 October 2004 · in 4 days · team: The Team · Responsible: Bo" in said["ana"]
    assert "5 October 2004 · in 4 days · you help · Responsible: Bo" in said["cy"]
    assert "5 October 2004 · in 4 days\n" in said["bo"]
    assert "5 October 2004 · in 4 days · team: The Team · Responsible: Bo" in said["dora"]
    assert "5 November 2004\n" in said["dora"]


def test_who_hosts_the_next_time_for_their_team_is_told_of_it_once():
    plan = """ssetrack: 1
id: p
title: P
owners: {ana: {name: Ana, email: a@example.org}, team: {name: The Team, members: [ana]}}
activities:
  - id: call
    title: Call
    owners: [team]
    with: [ana]
    when: {date: 2004-01-05, repeat: monthly}
    occurrences: {2004-10-05: {owners: [ana]}, 2004-12-05: {owners: [ana]}}
"""
    (made,) = letters_of(plan, DAY)
    assert [one.part for one in made.contents.items] == [Part.OWNER, Part.OWNER]
    assert "1 item is due soon." in made.letter.opening


def test_what_became_of_the_times_that_somebody_hosts():
    plan = """ssetrack: 1
id: p
title: P
owners: {ana: {name: Ana, email: a@example.org}, bo: {name: Bo, email: b@example.org}}
activities:
  - {id: x, title: X, owners: [bo], deadline: 2005}
  - id: call
    title: Call
    owners: [ana]
    when: {date: 2004-01-05, repeat: monthly}
    occurrences:
      2004-10-05: {owners: [bo]}
      2004-11-05: {owners: [bo]}
      2004-12-05: {owners: [bo]}
      2005-01-05: {owners: [bo]}
      2005-02-05: {owners: [bo]}
"""
    before = next(one for one in letters_of(plan, DAY) if one.reader.keys == ("bo",))
    odd = dict.fromkeys(("item p:call@x", "item p:x@2005-01-01", "item @", "x"), Point())
    said = {**points(before.contents), **odd}
    sent = LettersSent({"bo": LastLetter(DAY, "<x@y>", said)})
    for old, new in (
        ("2004-11-05: {owners: [bo]}", "2004-11-05: {owners: [ana]}"),
        ("2004-12-05: {owners: [bo]}", "2004-12-05: cancelled"),
        ("2005-01-05: {owners: [bo]}", "2005-01-05: {owners: [bo], done: 2004-10-19}"),
        ("2005-02-05: {owners: [bo]}", "2005-04-05: {owners: [bo]}"),
    ):
        assert old in plan
        plan = plan.replace(old, new)
    after = next(one for one in letters_of(plan, date(2004, 10, 20), sent) if one.reader.keys == ("bo",))
    (news,) = (one for one in after.letter.sections if one.heading.startswith("Changed since"))
    assert [entry.words for entry in news.entries if entry.title == "call Call"] == [
        "5 April 2005 · new item",
        "5 November 2004 · not yours any more",
        "5 December 2004 · cancelled",
        "5 January 2005 · done",
        "5 February 2005 · not yours any more",
    ]
    assert not any("call@2004-10-05" in entry.title for entry in news.entries)  # it took place


ROLES = """ssetrack: 1
id: q
title: Other
lead: ana
owners: {ana: {name: Ana, email: ana@example.org}, seat: {name: Seat, vacant: true}}
activities:
  - {id: x, title: X, owners: [seat], deadline: 2004-11-20}
  - {id: y, title: Y, owners: [seat], deadline: 2004-11-21}
"""


@pytest.mark.parametrize(
    ("plans", "subject"),
    [
        ({"p.yaml": PLAN, "q.yaml": ROLES}, "Plan · Other, 1 October 2004: 1 overdue, 1 due soon"),
        ({"q.yaml": ROLES}, "Other, 1 October 2004"),
        ({"q.yaml": ROLES, "z.yaml": PLAN.replace("ana", "bo")}, "Other, 1 October 2004"),
    ],
    ids=["beside items", "alone", "alone of two plans"],
)
def test_a_plan_of_which_only_vacant_roles_are_asked_is_in_the_title(plans: dict[str, str], subject: str):
    made = next(one for one in letters_of(plans, DAY) if one.reader.keys == ("ana",))
    assert [len(one.statuses) for one in made.contents.roles] == [2]
    assert (made.letter.subject, made.letter.opening[0]) == (subject, subject.partition(":")[0])


def test_one_address_one_letter():
    shared = PLAN.replace("bo@example.org", "Ana@Example.org")
    made = list(letters_of(shared))
    assert [one.reader.keys for one in made] == [("ana", "bo"), ("cy",)]
    assert titles(made[0].contents.later) == [("shared", Part.TEAM), ("open", Part.OWNER)]
    assert "For Ana, Bo" in made[0].letter.opening


def test_a_team_is_written_to_where_a_member_cannot_be():
    group = PLAN.replace("{name: The Team,", "{name: The Team, email: list@example.org,")
    assert [one.reader.mailbox.local for one in letters_of(group)] == ["ana", "cy", "bo"]
    without = group.replace("{name: Cy, email: cy@example.org}", "Cy")
    assert [one.reader.mailbox.local for one in letters_of(without)] == ["ana", "list", "bo"]


def test_who_cannot_be_written_to():
    plan = PLAN + (
        "  - {id: s, title: S, owners: [seat], deadline: 2005}\n"
        "  - {id: n, title: N, owners: [nell], deadline: 2005}\n"
        "  - {id: w, title: W, owners: [wim], deadline: 2005}\n"
        "  - {id: x, title: X, owners: [xu], deadline: 2005}\n"
    )
    more = (
        "  seat: {name: Seat, vacant: true}\n  nell: Nell\n  wim: {name: Wim, email: 'a, c@d'}\n"
        "  xu: {name: Xu, email: xu@example.org, letters: never}\n  idle: Idle\n"
    )
    to, _ = mailing_of(snapshot_of(plan.replace("activities:", f"{more}activities:"), DAY))
    assert to.vacant == ("seat",)
    assert to.without_address == ("nell",)
    assert [key for key, _ in to.wrong_address] == ["wim"]
    assert to.declined == ("xu",)
    assert "xu" not in {key for reader in to.readers for key in reader.keys}


def test_what_the_last_letter_said_tells_what_changed():
    (before,) = [one for one in letters_of(PLAN, DAY) if one.reader.keys == ("ana",)]
    sent = LettersSent({"ana": LastLetter(DAY, "<a@b>", points(before.contents))})
    later = (
        PLAN.replace("deadline: 2004-10-15", "deadline: 2004-10-20")
        .replace(
            "title: Late, owners: [ana], deadline: 2004-01}", "title: Late, owners: [ana], done: 2004-10-02}"
        )
        .replace(
            "{id: open, title: Open, owners: [ana]}",
            "{id: fresh, title: Fresh, owners: [ana], deadline: 2005}",
        )
    )
    (made,) = [one for one in letters_of(later, DAY + timedelta(7), sent) if one.reader.keys == ("ana",)]
    (section,) = [one for one in made.letter.sections if "Changed" in one.heading]
    assert section.heading == "Changed since 1 October 2004 (4)"
    assert [(one.title, one.words) for one in section.entries] == [
        ("soon Soon", "15 October 2004 → 20 October 2004"),
        ("fresh Fresh", "new item"),
        ("open", "removed"),
        ("late Late", "done"),
    ]


NEW = [
    ("nothing changed", "", 7, None, False),
    ("nothing changed for long: what is late is said again", "", 14, None, True),
    ("a date moved", "2004-10-15>2004-10-20", 7, None, True),
    ("a date moved, but once a month is enough", "2004-10-15>2004-10-20", 7, "monthly", False),
    ("a month later", "2004-10-15>2004-10-20", 28, "monthly", True),
    ("a week later", "2004-10-15>2004-10-20", 6, "weekly", False),
    ("a wrong clock sent the last one", "2004-10-15>2004-10-20", -4000, "weekly", True),
    ("a clock a day ahead sent it", "2004-10-15>2004-10-20", -1, "weekly", False),
    ("something is done", "deadline: 2004-01}>done: 2004-10-02}", 7, None, False),
    ("something is late now", "", 20, None, True),
    ("a title changed", "title: Late>title: Later", 7, None, False),
]


@pytest.mark.parametrize(
    ("change", "passed", "letters", "expected"), [one[1:] for one in NEW], ids=[one[0] for one in NEW]
)
def test_only_if_there_is_something_new(change: str, passed: int, letters, expected: bool):
    def contents(text: str, day: date):
        return next(one.contents for one in letters_of(text, day) if one.reader.keys == ("ana",))

    last = LastLetter(DAY, "<a@b>", points(contents(PLAN, DAY)))
    before, _, after = change.partition(">")
    day = DAY + timedelta(passed)
    now = points(contents(PLAN.replace(before, after) if before else PLAN, day))
    assert is_due(now, last, day, letters, 14) is expected
    assert is_due(now, None, day, letters, 14)


@pytest.mark.parametrize("keys", [("ana", "bo"), ("bo", "ana")])
def test_of_those_who_share_an_address_the_newer_letter_counts(keys: tuple[str, ...]):
    about, other = "item p:a", "item p:b"
    older, newer = Point("soon", "2004-10-15"), Point("soon", "2004-10-20")
    sent = LettersSent(
        {
            "ana": LastLetter(DAY + timedelta(7), "<new@x>", {about: newer}),
            "bo": LastLetter(DAY, "<old@x>", {about: older, other: older}),
        }
    )
    last = sent.last(keys)
    assert last == LastLetter(DAY + timedelta(7), "<new@x>", {about: newer, other: older})
    assert not is_due({about: newer}, last, DAY + timedelta(14), None, 14)


def test_what_was_sent_is_kept_as_it_was():
    sent = LettersSent({})
    for one in letters_of(vision()):
        sent = sent.with_letter(one.reader.keys, LastLetter(DAY, "<x@y>", points(one.contents)))
    assert LettersSent.parse(sent.text()) == sent
    assert "example.org" not in sent.text()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"version": 2, "letters": {}}', '{"version": 1, "letters": {"a": {}}}', "[" * 100_000,
     '{"version": 1, "letters": {"a": {"day": "x", "message-id": "", "said": {}}}}',
     '{"version": 1, "letters": {"a": {"day": "2004-10-01", "message-id": "", "said": {"b": ["c", "d"]}}}}'],
    ids=range(8),
)  # fmt: skip
def test_a_damaged_record_is_none(text: str):
    assert LettersSent.parse(text) is None


def test_the_headers():
    (made,) = [one for one in letters_of(vision()) if one.reader.keys == ("ben",)]
    read = message_from_bytes(made.octets, policy=default)
    assert read["From"] == "Plan <plan@example.org>"
    assert read["To"] == "Ben <ben@example.org>"
    assert read["Reply-To"] == "answers@example.org"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Content-Language"] == "fr"
    assert read["List-Unsubscribe"] == "<mailto:answers@example.org?subject=unsubscribe>"
    assert read["Message-ID"] != read["References"]
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == plain_text(made.letter)
    week = next(one for one in letters_of(vision(), DAY + timedelta(7)) if one.reader.keys == ("ben",))
    again = message_from_bytes(week.octets, policy=default)
    assert again["References"] == read["References"]
    assert again["Message-ID"] != read["Message-ID"]
    assert again["Subject"] != read["Subject"]


def test_a_plan_in_a_language_that_we_do_not_have_is_told_in_english_and_marked():
    text = PLAN.replace("id: p\n", "id: p\nlanguage: ca\n").replace("title: Late", "title: <Tard>")
    ana = next(iter(letters_of(text, DAY)))
    assert ana.letter.language == "en"
    assert message_from_bytes(ana.octets)["Content-Language"] == "en"
    html = html_text(ana.letter)
    assert '<html lang="en">' in html
    assert '<bdi lang="ca">late &lt;Tard&gt;</bdi>' in html
    assert '<p><span lang="ca">Plan</span>, 1 October 2004</p>' in html


def test_titles_of_another_language_say_so():
    text = PLAN.replace("id: p\n", "id: p\nlanguage: fr\n").replace(
        "title: Soon", "title: {fr: Bientôt, pt-BR: Em breve}"
    )
    text = text.replace("email: ana@example.org", "email: ana@example.org, language: pt-BR")
    ana = next(iter(letters_of(text, DAY)))
    html = html_text(ana.letter)
    assert '<html lang="pt-BR">' in html
    assert "<bdi>soon Em breve</bdi>" in html
    assert '<bdi lang="fr">late Late</bdi>' in html
    bo = list(letters_of(text, DAY))[1]
    assert " lang=" not in html_text(bo.letter).replace('<html lang="fr">', "")


def test_the_letter_in_the_documentation_is_the_one_that_is_written(golden):
    page = ROOT / "docs" / "how-to" / "write-to-members.md"
    begin, end = "<!-- letter -->", "<!-- /letter -->"
    text = page.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    plan = (TESTS / "docs" / "how-to" / "write-to-members" / "network.yaml").read_text(encoding="utf-8")
    bo = next(one for one in letters_of(plan, date(2027, 1, 11)) if one.reader.keys == ("bo",))
    golden(f"{before}{begin}\n\n```text\n{plain_text(bo.letter)}```\n\n{end}{after}", page)
