"""Edits one by one, from the table in cases.txt: what becomes of the text, or why it is refused."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from ssetrack.dates.relative.to_today import shift_in
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.adding import addition
from ssetrack.edit.alternatives import date_change
from ssetrack.edit.assignments import assignment_changes, list_assignment, values_by_field
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.finishing import completion, item_to_finish
from ssetrack.edit.item_lookup import item_named
from ssetrack.edit.noting import log_addition, remark_of
from ssetrack.edit.shifting import shift_changes
from ssetrack.source import Source, read

HEAD = "ssetrack: 1\nid: p\ntitle: P\nlanguage: fr\nactivities:\n"
TABLE = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8")
NO_BREAK = "␄\n"


def cases() -> dict[str, tuple[str, str, str]]:
    """Name, command, and the texts before and after."""
    blocks = {}
    for block in TABLE.split("\n### ")[1:]:
        name, command, rest = block.split("\n", 2)
        before, _, after = (rest.rstrip("\n") + "\n").partition("=>\n")
        blocks[name] = (command.removeprefix("$ "), before, after)
    return blocks


CASES = {name: case for name, case in cases().items() if not name.startswith("refused")}
REFUSED = {name: case for name, case in cases().items() if name.startswith("refused")}


def changes(source: Source, command: str) -> list[Change]:
    """What a command line asks for."""
    name, own_id, *words = shlex.split(command)
    target = item_named([source], own_id)
    match name:
        case "done":
            return completion(item_to_finish(target), "2004-05-06")
        case "move" if (shift := shift_in(words[0])) is not None:
            return shift_changes(target, shift)
        case "move":
            change = date_change(target, words[0])
            return [] if change is None else [change]
        case "assign":
            return list_assignment(target, "owners", words)
        case "note":
            return log_addition(target, remark_of(" ".join(words), date(2004, 5, 6)))
        case "set":
            return assignment_changes(target, values_by_field(words))
        case _:
            return [addition(source, target.route, "milestones", {"id": words[0], "title": words[0].title()})]


def plan(items: str, ending: str = "\n") -> str:
    text = HEAD + (items.removesuffix(NO_BREAK))
    return text.replace("\n", ending)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_an_edit_does(name: str, ending: str):
    command, before, after = CASES[name]
    source = read(plan(before, ending).encode(), "p.yaml")
    assert source_after(source, changes(source, command)).text == plan(after, ending)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str):
    command, before, reason = REFUSED[name]
    source = read(plan(before).encode(), "p.yaml")
    with pytest.raises(SsetrackError) as refused:
        source_after(source, changes(source, command))
    assert reason.strip() in str(refused.value)
    assert refused.value.help is not None


def test_an_id_of_several_plans_is_written_with_its_plan():
    one = read(b"ssetrack: 1\nid: a\ntitle: A\nactivities: [{id: 1}]\n", "a.yaml")
    two = read(b"ssetrack: 1\ntitle: B\nactivities: [{id: 1}]\n", "The B.yaml")
    with pytest.raises(SsetrackError, match="several plans have an item `1`") as refused:
        item_named([one, two], "1")
    assert str(refused.value.help) == "write one of `a:1`, `the-b:1`"
    assert item_named([one, two], "the-b:1").source is two
