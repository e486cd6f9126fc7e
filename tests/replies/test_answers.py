"""The lines of an answer: `[plan:]id[@DATE]: WORD [DAY]` in four languages, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.importing.replies.answers import MOST_ANSWERS, Said, reading
from ssetrack.tables.runs import visible_text

IDS = {
    "1.2", "call", "call-2", "forum/draft", "vision:1.2", "call@2027-03-02", "vision:call@2027-03-02", "a-b"
}  # fmt: skip


def known(name: str) -> str | None:
    return name.casefold() if name.casefold() in IDS else None


def answer(line: str) -> tuple[str, str, str] | None:
    found = reading([line], known).answers
    return (found[0].name, found[0].said.value, found[0].text) if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.2: done", ("1.2", "done", "")),
        ("1.2: Done!", ("1.2", "done", "")),
        ("1.2: done 2027-01-21", ("1.2", "done", "2027-01-21")),
        ("1.2: done on 21 January 2027.", ("1.2", "done", "21 January 2027")),
        ("1.2: done, yesterday", ("1.2", "done", "yesterday")),
        ("1.2: fait le 21 janvier 2027", ("1.2", "done", "21 janvier 2027")),
        ("1.2 : terminée", ("1.2", "done", "")),
        ("1.2\xa0:\xa0fait", ("1.2", "done", "")),
        ("1.2\u202f: fait hier", ("1.2", "done", "hier")),
        ("1.2: hecho el 21 de enero de 2027", ("1.2", "done", "21 de enero de 2027")),
        ("1.2: feito em 21 de janeiro de 2027", ("1.2", "done", "21 de janeiro de 2027")),
        ("1.2: concluído", ("1.2", "done", "")),
        ("1.2: ✔", ("1.2", "done", "")),
        ("1.2：done", ("1.2", "done", "")),
        ("1.2 - done", ("1.2", "done", "")),
        ("1.2 – done", ("1.2", "done", "")),
        ("1.2-done", ("1.2", "done", "")),
        ("- 1.2: done", ("1.2", "done", "")),
        ("  • 1.2: done", ("1.2", "done", "")),
        ("* 1.2: done", ("1.2", "done", "")),
        ("✓ 1.2: done", ("1.2", "done", "")),
        ("CALL: done", ("call", "done", "")),
        ("call-2: done", ("call-2", "done", "")),
        ("a-b - done", ("a-b", "done", "")),
        ("forum/draft: done", ("forum/draft", "done", "")),
        ("vision:1.2: done", ("vision:1.2", "done", "")),
        ("call@2027-03-02: done", ("call@2027-03-02", "done", "")),
        ("vision:call@2027-03-02: done", ("vision:call@2027-03-02", "done", "")),
        ("1.2: note we wait: the printer is ill", ("1.2", "note", "we wait: the printer is ill")),
        ("1.2: note: we wait", ("1.2", "note", "we wait")),
        ("1.2: nota esperamos", ("1.2", "note", "esperamos")),
        ("1.2: Nota: aguardamos", ("1.2", "note", "aguardamos")),
        ("1.2: remarque on attend", ("1.2", "note", "on attend")),
        ("1.2: cancelled", ("1.2", "status", "cancelled")),
        ("1.2: en cours", ("1.2", "status", "in-progress")),
        ("1.2: 2027-03", ("1.2", "other", "2027-03")),
        ("1.2: mars 2027", ("1.2", "other", "mars 2027")),
        ("1.2: 50%", ("1.2", "other", "50%")),
        ("1.2: we are late", ("1.2", "other", "we are late")),
        ("call: see 1.2: done", ("call", "other", "see 1.2: done")),
        ("1.2: …", None),
        ("1.2: ...", None),
        ("1.2:", None),
        ("1.2 done", None),
        ("Dear all, 1.2: done", None),
        ("9.9: done", None),
        ("x" * 300 + ": done", None),
    ],
)
def test_lines(line: str, expected: tuple[str, str, str] | None):
    assert answer(line) == expected


@pytest.mark.parametrize(
    ("line", "is_strange"),
    [
        ("9.9: done", True),
        ("9.9: 2027-03", True),
        ("other: fait", True),
        ("PS: see you", False),
        ("https://example.org", False),
        ("At 10:30 we met", False),
        ("Note: the printer is ill", False),
    ],
)
def test_a_line_that_looks_like_an_answer_is_told(line: str, is_strange: bool):
    found = reading([line], known)
    assert bool(found.strange) is is_strange
    assert bool(found.rest) is not is_strange


@given(st.lists(st.text(max_size=80), max_size=20))
def test_no_line_is_lost(lines: list[str]):
    """Each line that says something is an answer, strange, or in the rest."""
    found = reading(lines, known)
    told = len(found.answers) + len(found.strange) + len(found.rest)
    assert told == sum(bool(visible_text(line)) for line in lines)


@given(
    st.sampled_from(sorted(IDS)),
    st.sampled_from(["done", "fait", "hecho", "feito"]),
    st.dates(),
    st.sampled_from([": ", " : ", "： ", " - ", "\xa0: "]),
    st.sampled_from(["", "- ", "• ", "* ", "\xa0"]),
)
def test_whatever_is_written_as_the_grammar_says_is_read(
    own_id: str, word: str, day, between: str, before: str
):
    assert answer(f"{before}{own_id}{between}{word} {day}") == (own_id, "done", str(day))


def test_so_many_answers_and_no_more():
    found = reading(["1.2: done"] * (MOST_ANSWERS + 5), known)
    assert (len(found.answers), len(found.rest)) == (MOST_ANSWERS, 5)
    assert all(one.said is Said.DONE for one in found.answers)
