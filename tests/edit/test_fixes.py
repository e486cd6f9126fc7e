"""Fixes made: a plan that can be mended becomes clean in one run, and a second one changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from generated_plans import plan_texts
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.diagnostic import Edit, Finding, Fix, Location, Range, Safety, Severity
from ssetrack.edit.comparison import Touched, is_same_but_for
from ssetrack.edit.fixes import FORMATTING, outcome_of_fixes, source_with_fixes
from ssetrack.edit.splice import Splice
from ssetrack.language.message import message
from ssetrack.lint import Settings
from ssetrack.source import Source, read
from ssetrack.source.comments import comments

DAY = date(2004, 5, 1)

BROKEN = """\
ssetrack: 1
id: p
title: P   # a title\t
period: 2004
owners: {marcos: Marcos, ben: Ben}
goals: {A: Goal}
activities:
  - id: 1.10
    titel: "Nice" # c1
    owners: [marcso, marcso, ben]   # who
    status: Finished
    goals: A
    deadline: 31 June 2004
  - {id: 2, title: b, when: 8 mars 2004, owners: [Marcos], goals: [A], status: Done, done: 2004-03-08}
  - id: 3
    title: c
    where: Room #3
    owners: [ben]
    after: [1.1O, 2]
    goals: [A]
    deadline: décembre 2004"""

MENDED = """\
ssetrack: 1
id: p
title: P   # a title
period: 2004
owners: {marcos: Marcos, ben: Ben}
goals: {A: Goal}
activities:
  - id: "1.10"
    title: "Nice" # c1
    owners: [marcos, ben]   # who
    status: done
    goals: [A]
    deadline: 2004-06-30
  - {id: 2, title: b, when: 2004-03-08, owners: [marcos], goals: [A], status: done, done: 2004-03-08}
  - id: 3
    title: c
    where: "Room #3"
    owners: [ben]
    after: ["1.10", 2]
    goals: [A]
    deadline: 2004-12
"""


def run(text: str | bytes, *, unsafe: bool = True, select: frozenset[str] | None = None):
    data = text.encode() if isinstance(text, str) else text
    return outcome_of_fixes([read(data, "p.yaml")], DAY, Settings(select=select), unsafe=unsafe)


def test_a_plan_that_can_be_mended_becomes_clean_in_one_run():
    outcome = run(BROKEN)
    assert outcome.files[0].after.text == MENDED
    assert [one for one in outcome.findings if one.fix is not None] == []
    again = run(outcome.files[0].content)
    assert again.files[0].fixes == 0
    assert again.files[0].after is again.files[0].before


def test_a_remark_alone_becomes_a_list_whole():
    """Its commas part nothing."""
    text = "ssetrack: 1\ntitle: P\nactivities:\n  - {id: a, title: A, owners: x, deadline: tbd}\n"
    text += "  - id: b\n    title: B\n    log: 2004-01-02 asked, twice\n    owners: [x]\n"
    after = run(text, unsafe=False).files[0].after.text
    assert 'log: ["2004-01-02 asked, twice"]' in after


def test_windows_line_ends_stay():
    outcome = run(BROKEN.replace("\n", "\r\n"))
    assert outcome.files[0].after.text == MENDED.replace("\n", "\r\n")


def test_guesses_are_made_only_where_they_are_welcome():
    text = run(BROKEN, unsafe=False).files[0].after.text
    assert "titel:" in text
    assert "marcso" in text
    assert "when: 2004-03-08" in text


def test_formatting_leaves_everything_else():
    source = read(BROKEN.encode(), "p.yaml")
    outcome = outcome_of_fixes([source], DAY, Settings(select=FORMATTING), unsafe=False, formatting=True)
    text = outcome.files[0].after.text
    assert "status: Done" in text
    assert "title: P   # a title\t\n" in text
    assert 'id: "1.10"' in text
    assert "goals: [A]" in text
    assert text.endswith("deadline: 2004-12\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbfssetrack: 1\ntitle: T\n", b"ssetrack: 1\ntitle: T\n"),
        (b"ssetrack: 1\r\ntitle: T\nid: t\r\n", b"ssetrack: 1\r\ntitle: T\r\nid: t\r\n"),
        ("ssetrack: 1\ntitle: Réunion\n".encode("cp1252"), "ssetrack: 1\ntitle: Réunion\n".encode()),
        (b"ssetrack: 1\ntitle: A\x0bb\n", b"ssetrack: 1\ntitle: A b\n"),
        ("ssetrack: 1\ntitle:\u00a0T\n".encode(), None),
        (b"ssetrack: 1\ngoals:\n\tA: x\ntitle: T\n", None),
    ],
    ids=["mark", "line ends", "encoding", "control character", "no-break space", "tab"],
)
def test_files_that_are_broken_as_files(data: bytes, expected: bytes | None):
    outcome = run(data)
    file = outcome.files[0]
    if expected is not None:
        assert file.content == expected
    assert not file.after.broken
    assert run(file.content).files[0].fixes == 0


def finding(source: Source, token: str, text: str) -> Finding:
    """A finding whose fix puts a text in place of the first such token."""
    start = source.text.index(token)
    there = Location(source.path, Range(start, start + len(token)), source.lines)
    fix = Fix(Safety.SAFE, (Edit(there.range, text),))
    return Finding(there, Severity.NOTE, "x", "style", message("x"), fix=fix)


def test_a_fix_that_would_change_anything_else_is_left_undone():
    source = read(b"ssetrack: 1\ntitle: T # c\naim: A\n", "p.yaml")
    good, more = finding(source, "A", "B"), finding(source, "T", "'T")  # the second opens a quote
    after, made = source_with_fixes(source, [more, good])
    assert after.text == "ssetrack: 1\ntitle: T # c\naim: B\n"
    assert made == 1
    swallows = finding(source, "T # c", "T")
    assert source_with_fixes(source, [swallows]) == (source, 0)


def test_fixes_in_the_same_place_wait_for_the_next_pass():
    source = read(b"ssetrack: 1\ntitle: T\n", "p.yaml")
    after, made = source_with_fixes(source, [finding(source, "T", "A"), finding(source, "T", "B")])
    assert (after.text, made) == ("ssetrack: 1\ntitle: A\n", 1)


def test_a_fix_that_does_harm_is_not_in_the_way_of_one_that_does_not():
    source = read(b"ssetrack: 1\ntitle: T\n", "p.yaml")
    after, made = source_with_fixes(
        source, [finding(source, "title: ", "'"), finding(source, "title", "aim")]
    )
    assert (after.text, made) == ("ssetrack: 1\naim: T\n", 1)


def test_a_fix_that_changes_nothing_is_not_counted():
    source = read(b"ssetrack: 1\ntitle: T\n", "p.yaml")
    assert source_with_fixes(source, [finding(source, "T", "T")]) == (source, 0)


def test_an_encoding_is_mended_even_if_another_mistake_comes_to_light():
    file = run("ssetrack: 1\ntitle: \u201cRéunion\n".encode("cp1252")).files[0]
    assert file.after.text == "ssetrack: 1\ntitle: \u201cRéunion\n"
    assert file.content.decode()


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("a: x\nb: y\n", "a: z\nb: y\n", True),
        ("a: x\nb: y\n", "a: x\nb: z\n", False),
        ("a: x\nb: y\n", "a: x\n", False),
        ("a: [x, y]\nb: 1\n", "a: [y]\nb: 1\n", True),
        ("a: [x, y]\nb: 1\n", "a: [x, y, z]\nb: 1\n", False),
        ("a: x\nb: y\n", "a: [x]\nb: y\n", True),
        ("a: x\nb: y\n", "c: x\nb: y\n", True),
        ("a: x\nb: y\n", "a: {c: x}\nb: y\n", False),
        ("a: &p x\nb: *p\n", "a: &p z\nb: *p\n", False),
    ],
)
def test_trees_that_differ(old: str, new: str, same: bool):
    """The first line is what was edited: nothing else may differ."""
    touched = Touched([Splice(0, old.index("\n"), "")])
    roots = read(old.encode(), "p").root, read(new.encode(), "p").root
    assert is_same_but_for(*roots, touched) is same


@examples(150, [HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan_texts(), st.booleans())
def test_any_plan_is_mended_once_and_says_the_same_comments(made, unsafe):
    text, _ = made
    outcome = run(text, unsafe=unsafe)
    before, after = outcome.files[0].before, outcome.files[0].after
    assert not after.broken
    assert [one.text.rstrip() for one in comments(before)] == [one.text.rstrip() for one in comments(after)]
    assert run(outcome.files[0].content, unsafe=unsafe).files[0].fixes == 0
