"""What an editor can do about a finding: each action with what comes of it, and texts that make it hard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from open_plans import PATH, plans_of

from ssetrack.diagnostic import Edit, Range
from ssetrack.edit.splice import Splice, text_with
from ssetrack.editor.actions import actions, fix_all, formatting, source_as_written
from ssetrack.editor.date_offers import date_offers
from ssetrack.editor.text_edits import edits_between, with_whole_breaks

HEAD = "ssetrack: 1\ntitle: A plan\nowners:\n  ana: Ana\nactivities:\n"


def item(fields: str) -> str:
    """A plan with one activity."""
    return HEAD + "  - {id: a, title: Meeting, owners: [ana], " + fields + "}\n"


def plain(fields: str) -> str:
    """The same in lines."""
    return HEAD + "  - id: a\n    title: Meeting\n    owners: [ana]\n" + fields


CASES = {
    "a day that does not exist": plain("    deadline: 31 June 2005  # the hall decides\n"),
    "a date that two people read in two ways": item("deadline: 03/04/2005"),
    "the same in quotes": item('deadline: "03/04/2005"'),
    "a month or years": plain("    deadline: 2004–05\n"),
    "a year of one's own": plain("    deadline: 2005/06\n"),
    "a vague date": plain("    deadline: mid-June 2005\n"),
    "a vague date in a list": plain("    when:\n      - end of June 2005\n      - 2005-08\n"),
    "two dates in one": plain("    when: 8 or 9 April 2005\n"),
    "two whole dates in one": plain("    when: 8 April 2005 in Rio or 26 April 2005 in Paris\n"),
    "both or one": plain("    when: June/July 2005\n"),
    "a week": plain("    when: week 20 of 2005\n"),
    "no year": plain("    deadline: 8 October\n"),
    "only an example": plain("    deadline: once the funds are there\n"),
    "two deadlines": plain("    deadline: 'Draft: May 2005, Final: June 2005'\n"),
    "a date in a block": plain("    deadline: |\n      03/04/2005\n"),
    "a date that an alias repeats": (
        HEAD + "  - {id: a, title: A, owners: [ana], deadline: &d 03/04/2005}\n"
        "  - {id: b, title: B, owners: [ana], deadline: *d}\n"
    ),
    "how often": plain("    when: {date: 2005-01-03, repeat: biweekly}\n"),
    "somebody who is not declared": HEAD + "  - {id: a, title: A, owners: [priya], deadline: 2005-01}\n",
    "somebody by their name": HEAD + "  - {id: a, title: A, owners: ['Priya Rao'], deadline: 2005-01}\n",
    "somebody in owners of one line": (
        "ssetrack: 1\ntitle: A\nowners: {ana: Ana}\nactivities:\n"
        "  - {id: a, title: A, owners: [priya], deadline: 2005-01}\n"
    ),
    "somebody who is misspelt": HEAD.replace("ana: Ana", "humberto: H")
    + "  - {id: a, title: A, owners: [humbreto], deadline: 2005-01}\n",
    "a comment that has a name": plain(
        "    deadline: 2004-02  # ssetrack: ignore[unassigned-activity] why\n"
    ),
    "a comment that has none": plain("    deadline: 2004-02  # ssetrack: ignore[] why\n"),
    "a text of several lines": plain(
        "    notes: one\n      two  # three\n    status: plnaned\n      really\n"
    ),
    "a block": plain("    deadline: 2004-02\n    notes: |  \n      Text \n").replace("Text \n", "Text"),
    "carriage returns": plain("    deadline: 31 June 2005\n").replace("\n", "\r\n"),
    "YAML that is none": plain("    deadline: 2005-01\n\t notes: x\n"),
    "a mark before the text": "\ufeff" + plain("    deadline: 2005-01  \n"),
}


def told(text: str) -> str:
    """Each action of a plan, with the lines that it leaves where others were."""
    plans = plans_of(text)
    document = plans.documents[PATH]
    lines = []
    finding = None
    for action in actions(document, plans, Range(0, len(text))):
        if action.finding is not finding:
            finding = action.finding
            lines.append(f"{finding.rule}: {finding.message}")
        lines.append(f"  {'*' if action.sure else '-'} {action.title}")
        lines += [f"      {line!r}"[:110] for line in new_lines(document.text, action.edits)]
    return "\n".join(lines)


def new_lines(before: str, edits: tuple[Edit, ...]) -> list[str]:
    """The lines that edits bring, or what they take away."""
    if any(edit.range.start < 0 for edit in edits):
        return ["(the byte order mark goes)"]
    after = text_with(before, [Splice(*edit.range, edit.text) for edit in edits])
    assert after is not None
    old = before.splitlines(keepends=True)
    return [line for line in after.splitlines(keepends=True) if line not in old] or ["(less)"]


def test_actions(golden: Callable[[str, Path], None]):
    shown = [f"== {name}\n{told(text)}\n" for name, text in CASES.items()]
    golden("\n".join(shown), Path("editor/actions.txt"))


def test_nothing_is_offered_elsewhere():
    text = item("deadline: 03/04/2005")
    plans = plans_of(text)
    assert [*actions(plans.documents[PATH], plans, Range(0, 5))] == []


@pytest.mark.parametrize(
    "text",
    [
        "2027/03/04 10:00",
        "3/17/2027 10:00",
        "Monday 8 October 2027 to 12 October 2027",
        "Tue 25/Fri 26/Thu 27 April 2023",
        "mid 2026/27",
        "8-31 June 2021",
        "2027-06-31/2027-07-02",
        "before 31 June 2027",
        "autumn",
        "8 October",
    ],
)
def test_no_offer_loses_a_part_of_the_date_or_makes_up_its_year(text: str):
    """The help of a part names a date for that part; the year of an example is nobody's."""
    plans = plans_of(plain(f"    when: '{text}'\n"))
    document = plans.documents[PATH]
    findings = plans.findings_in(document)
    assert [one.rule for one in findings if one.family == "dates"]
    source = source_as_written(document)
    today = plans.snapshot.today
    offered = [date_offers(source, document.tree, one, today, plans.limits) for one in findings]
    assert [edit.text for edits in offered for edit in edits] == []


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_neither_form_nor_fixes_make_a_text_worse(text: str):
    """What can be read can be read afterwards, with no more problems; what cannot is fixed, or left alone."""
    plans = plans_of(text)
    document = plans.documents[PATH]
    for edits in (formatting(document, plans), fix_all(document, plans)):
        inside = [Splice(*edit.range, edit.text) for edit in edits if edit.range.start >= 0]
        after = text_with(document.text, inside)
        assert after is not None
        again = plans_of(after)
        assert not edits or not again.documents[PATH].broken
        assert len(again.findings) <= len(plans.findings)


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", []),
        ("a\nbcd\ne\n", "a\nbxd\ne\n", [(3, 4, "x")]),
        ("a\nb\n", "a\nb", [(2, 4, "b")]),
        ("a\nb", "a\nb\n", [(2, 3, "b\n")]),
        ("a\r\nb\r\n", "a\nb\r\n", [(0, 3, "a\n")]),
        ("a\nb\nc\n", "a\nc\n", [(2, 4, "")]),
        ("a\nc\n", "a\nb\nc\n", [(2, 2, "b\n")]),
        ("", "x", [(0, 0, "x")]),
        ("x", "", [(0, 1, "")]),
        ("aXbXc\n", "aYbYc\n", [(1, 4, "YbY")]),
    ],
)
def test_edits_between_two_texts(before: str, after: str, edits: list[tuple[int, int, str]]):
    found = edits_between(before, after)
    assert [(*one.range, one.text) for one in found] == edits
    assert text_with(before, [Splice(*one.range, one.text) for one in found]) == after


def test_many_lines_that_are_all_different_are_one_edit():
    before = "".join(f"a{number}\n" for number in range(3_000))
    assert len(edits_between(before, "x\n" * 3_001)) == 1


@pytest.mark.parametrize(
    ("edit", "whole"),
    [
        ((1, 2, ""), (1, 3, "\n")),  # the carriage return alone
        ((2, 3, ""), (1, 3, "\r")),
        ((1, 3, ""), (1, 3, "")),
        ((0, 1, "x"), (0, 1, "x")),
        ((2, 2, "x"), (1, 3, "\rx\n")),
    ],
)
def test_no_edit_ends_within_a_line_break(edit: tuple[int, int, str], whole: tuple[int, int, str]):
    start, end, text = edit
    (found,) = with_whole_breaks([Edit(Range(start, end), text)], "a\r\nb")
    assert (*found.range, found.text) == whole
