"""What is offered where somebody types, in plans that can be read and in those that cannot."""

from __future__ import annotations

import pytest
from cursors import MARK, proposals_at

from conftest import ROOT
from ssetrack.dates import DateProblem, parse
from ssetrack.dates.repeat import parse_repeat

HEAD = """\
ssetrack: 1
id: net
title: Network
language: {language}
owners:
  ana: Ana Díaz
  ben: {{name: Ben}}
  team: {{name: The team, members: [ana]}}
goals: {{A: Meet, B: Learn}}
activities:
  - id: m1
    title: Kick-off
    deadline: 2004-10
    tags: [forum, travel]
    milestones: [{{id: draft, title: Draft}}]
"""

OTHER = {
    "other.yaml": "ssetrack: 1\nid: far\ntitle: O\nactivities:\n  - {id: x9, title: Far away, when: 2005}\n"
}


def head(language: str = "en") -> str:
    """A plan to which a test adds what it is about."""
    return HEAD.format(language=language)


@pytest.mark.parametrize(
    ("added", "offered"),
    [
        # Lists on one line, what is in them left out.
        ("    owners: [¦]", ["ana", "ben", "team"]),
        ("    owners: [a¦]", ["ana"]),
        ("    owners: [ana, ¦]", ["ben", "team"]),
        ("    owners: [¦, ben]", ["ana", "team"]),
        ("    owners: [ana, b¦, team]", ["ben"]),
        ("    owners: [ana,¦", ["ben", "team"]),
        ("    owners: ¦", ["ana", "ben", "team"]),
        ("    with: [ díaz¦]", ["ana"]),
        # Emoji and combining marks before the cursor.
        ("    x-own: [🌍 e\u0301]\n    owners: [¦]", ["ana", "ben", "team"]),
        ("  - {title: '🌻🌍', owners: [b¦]}", ["ben"]),
        # Lists with dashes.
        ("    owners:\n      - ¦", ["ana", "ben", "team"]),
        ("    owners:\n      - ana\n      - ¦", ["ben", "team"]),
        ("    owners:\n      - ¦\n      - ana\n      - team\n", ["ben"]),
        ("    owners:\n    - ana\n    - t¦\n", ["team"]),
        ("    owners:\r\n      - ana\r\n      - ¦\r\n", ["ben", "team"]),
        # Tabs.
        ("    owners:\t[¦]", ["ana", "ben", "team"]),
        ("    owners: [ana,\t¦]", ["ben", "team"]),
        ("    owners:\n      -\t¦", ["ana", "ben", "team"]),
        # Quotes.
        ('    owners: ["¦"]', ["ana", "ben", "team"]),
        ("    owners: ['b¦']", ["ben"]),
        ('    owners: ["b¦', ["ben"]),
        ('    owners: ["ben"¦]', []),
        # Over several lines.
        ("    owners: [ana,\n      ¦]", ["ben", "team"]),
        ("    owners: [ana, # why\n      b¦", ["ben"]),
        ("    owners: &o [ana, ¦]", ["ben", "team"]),
        ("    owners:\n      [ana, ¦]", ["ben", "team"]),
        # Goals, ids, tags.
        ("    goals: [¦]", ["A", "B"]),
        ("    goals: [A, ¦]", ["B"]),
        ("  - id: m2\n    after: [¦]", ["m1", "m1/draft", "far:x9"]),
        ("  - id: m2\n    after: [m1/¦]", ["m1/draft"]),
        ("  - id: m2\n    after: [far:¦]", ["far:x9"]),
        ("  - id: m2\n    after:\n      - far:¦", ["far:x9"]),
        ("    tags: [¦]", ["forum", "travel"]),
        ("sections:\n  - title: S\n    lead: [t¦]", ["team"]),
        # Choices.
        ("    status: ¦", ["planned", "in-progress", "done", "cancelled", "on-hold"]),
        ("    status: do¦", ["done"]),
        ("    priority: h¦", ["high"]),
        ("    occurrences: {2004-10-01: {status: a¦}}", ["added"]),
        # Languages and zones.
        ("    language: ¦", ["en", "fr", "es", "pt"]),
        ("    language: espa¦", ["es"]),
        ("  - title: {en: T, ¦}", ["fr", "es", "pt"]),
        ("    when: {date: 2005, timezone: dak¦}", ["Africa/Dakar"]),
        ("timezone: Europe/Par¦", ["Europe/Paris"]),
        # Dates that count from an item: the ids.
        ("  - id: m2\n    when: 4 weeks after ¦", ["m1", "m1/draft", "far:x9"]),
        ("  - id: m2\n    when: 4 weeks after m1/¦", ["m1/draft"]),
        ("  - id: m2\n    deadline: 2 semaines avant kic¦", ["m1"]),
        ("  - id: m2\n    when: [{date: 4 weeks after f¦}]", ["far:x9"]),
        # Comments.
        ("    when: 2004  # ssetrack: ¦", ["ignore", "ignore-file"]),
        ("    when: 2004  # ssetrack: ignore-f¦", ["ignore-file"]),
        ("    when: 2004  # ssetrack: ignore[overdu¦]", ["overdue"]),
        ("    notes: |\n      text\n    # ssetrack: ignore[overdu¦]", ["overdue"]),
        ("    when: 2004  # ssetrack: ignore[dates, overd¦, overdue]", []),
        # Where nothing that we know is written.
        ("    notes: own¦", []),
        ("    notes: |\n      owners: [¦]", []),
        ("    notes: >-\n      text\n      own¦", []),
        ("    notes: |\n      text\n      # ssetrack: ¦", []),
        ("    notes: &n >\n      # ssetrack: ignore[over¦]", []),
        ("    when: 2004  # owners: [¦]", []),
        ("    title: {¦", ["en", "fr", "es", "pt"]),
        ("owners:\n  ca¦", []),
        ("    x-own: [¦]", []),
        ("    unknown: {own¦", []),
    ],
)  # fmt: skip
def test_what_is_offered(added: str, offered: list[str]):
    found = proposals_at(head() + added, OTHER, before=head())
    assert [one.label for one in found.several] == offered
    assert found.complete


@pytest.mark.parametrize(
    ("added", "some", "none"),
    [
        ("    ¦", ["owners", "when", "status"], ["id", "title", "deadline", "tags", "ssetrack"]),
        ("    o¦", ["owners", "occurrences"], ["goals"]),
        ("\towners¦", [], ["owners"]),
        ("  - ¦", ["id", "title", "owners"], ["sections"]),
        ("  - {id: a, ¦}", ["title", "owners"], ["id"]),
        ("  - {id: a, ti¦: T}", ["title"], ["id"]),
        ("  - id: b\n    when:\n      - {date: 2004, ¦}", ["time", "where", "timezone"], ["date", "owners"]),
        ("  - id: b\n    when: {¦", ["date", "time"], ["owners"]),
        ("  - id: b\n    when:\n      ¦", ["date", "time"], ["owners"]),
        ("  - id: b\n    milestones:\n      - id: c\n        ¦", ["title"], ["id", "agenda"]),
        ("¦", ["sections", "lead"], ["owners", "title", "milestones"]),
        ("sections:\n  - title: S\n    ¦", ["activities", "sections", "lead"], ["title", "owners"]),
        ("sections:\n- title: S\n  activities:\n  - id: y\n    own¦\n    title: X", ["owners"], ["title"]),
        ("links:\n  - {¦}", ["url", "title"], ["owners"]),
        ("links:\n  - ¦", ["url", "title"], ["owners"]),
        ("    participants:\n      - ¦", ["name", "role"], ["owners"]),
        ("  - id: b\n    when:\n      - ¦", ["2004-10-01", "November 2004", "date", "where"], ["owners"]),
        ("  - id: b\n    when: [¦]", ["2004-10-01", "November 2004"], ["date", "where"]),
    ],
)  # fmt: skip
def test_fields_that_are_offered(added: str, some: list[str], none: list[str]):
    labels = [one.label for one in proposals_at(head() + added, before=head()).several]
    assert [one for one in some if one not in labels] == []
    assert [one for one in none if one in labels] == []


def test_a_field_comes_with_its_help_and_its_colon():
    found = {one.label: one for one in proposals_at(head() + "    ¦", language="fr").several}
    assert found["owners"].text == "owners: "
    assert found["owners"].meaning == "Responsables"
    assert "who is responsible" in found["owners"].help.lower()
    assert "    owners: [marcos, core-group]" in found["owners"].help
    (only,) = proposals_at(head() + "    own¦ers: []").several
    assert only.text == "owners"


@pytest.mark.parametrize(
    ("added", "replaced"),
    [
        ("    owners: [ana, b¦en]", "ben"),
        ("    owners: [ana, ¦]", ""),
        ("    owners: ['b¦e']", "be"),
        ('    owners: ["b¦', "b"),
        ("    owners:\n      - b¦e # who\n", "be"),
        ("    status: do¦ne # now", "done"),
        ("    stat¦us: done", "status"),
        ("    when: 2004 # ssetrack: ignore[dates, over¦due]", "overdue"),
        ("  - id: m2\n    when: 4 weeks after m¦1 # x", "m1"),
        ("    owners: [b¦\n    title: X", "b"),
    ],
)
def test_what_is_replaced(added: str, replaced: str):
    text = head() + added
    found = proposals_at(text, before=head())
    plain = text.replace(MARK, "")
    assert {plain[one.place.start : one.place.end] for one in found.several} == {replaced}
    assert found.several


@pytest.mark.parametrize(
    ("added", "written"),
    [
        ("    status: do¦", "done"),
        ("    status:¦", " done"),
        ("    owners:\n      -¦", " ana"),
        ("    owners:\n      - ¦", "ana"),
        ("  - {id: m2, status:¦}", " done"),
        ("  - {id: m2, owners:[¦]}", "ana"),
        ("  - id: m2\n    after: [far:¦]", '"far:x9"'),
        ("  - id: m2\n    after: ['far:¦']", "far:x9"),
        ("  - id: m2\n    after:\n      - ¦", "far:x9"),
        ("  - id: m2\n    when: [{date: 2 weeks after fa¦}]", '"2 weeks after far:x9"'),
        ("timezone: et¦", "Etc/GMT+1"),
    ],
)
def test_what_is_written(added: str, written: str):
    found = proposals_at(head() + added, OTHER, before=head())
    assert written in [one.text for one in found.several]


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
@pytest.mark.parametrize("typed", ["", "3", "20"])
def test_dates_are_in_the_plans_language_and_are_read(language: str, typed: str):
    text = head(language)
    found = proposals_at(f"{text}  - id: m2\n    when: {typed}{MARK}", before=text).several
    words = {
        "en": "November 2004",
        "fr": "novembre 2004",
        "es": "noviembre de 2004",
        "pt": "novembro de 2004",
    }
    if not typed:
        assert {"2004-10-01", "2004-11", words[language], "ongoing", "tbd"} <= {one.label for one in found}
    if typed == "3":
        assert len([one for one in found if one.text.startswith("3 ")]) >= 4
    assert found
    for one in found:
        written = one.text + "m1" if one.text.endswith(" ") else one.text
        assert not isinstance(parse(written, language=language), DateProblem), written


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_repeats_are_in_the_plans_language_and_are_read(language: str):
    text = head(language)
    added = f"  - id: m2\n    when: {{date: 2004-10-01, repeat: {MARK}}}"
    found = proposals_at(text + added, before=text).several
    assert len(found) > 5
    assert not [one for one in found if isinstance(parse_repeat(one.text), DateProblem)]


def test_a_plan_without_owners_offers_those_of_others_and_its_own_words():
    plan = "ssetrack: 1\ntitle: T\nactivities:\n  - {id: a, title: A, owners: [Zoé], when: 2005}\n"
    others = {"o.yaml": "ssetrack: 1\ntitle: O\nowners: {ana: Ana}\n"}
    found = proposals_at(f"{plan}  - {{id: b, owners: [¦]}}", others, before=plan)
    assert [one.label for one in found.several] == ["ana", "Zoé"]


def test_names_are_those_of_the_text_as_it_could_last_be_read():
    broken = head().replace("ben: {", "ben: }{") + "    owners: [¦"
    assert [one.label for one in proposals_at(broken, before=head()).several] == ["ana", "ben", "team"]
    assert proposals_at(broken).several == ()  # it could never be read


def test_very_many_are_cut():
    plan = "ssetrack: 1\ntitle: T\nowners:\n" + "".join(f"  p{number}: P\n" for number in range(300))
    found = proposals_at(plan + "lead: [¦]")
    assert (len(found.several), found.complete) == (200, False)
    assert proposals_at(plan + "lead: [p299¦]").complete


def test_the_vision_plan_offers_whoever_is_in_it():
    text = (ROOT / "plans" / "vision-2004-2005.yaml").read_text(encoding="utf-8")
    plan = text.replace(
        "owners: [marcos, chilo, ben, humberto]", "owners: [marcos, ¦chilo, ben, humberto]", 1
    )
    labels = [one.label for one in proposals_at(plan).several]
    assert labels[0] == "chilo"
    assert not {"marcos", "ben", "humberto"}.intersection(labels)
