"""What an editor gets about a word, in each encoding: behind emoji, combining marks and tabs, over CRLF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cursors import at_cursor
from editors import UNITS, Editor, Json

PLAN = (
    "ssetrack: 1\r\n"
    "id: net\r\n"
    "title: 🌻🌻 e\u0301quipe\r\n"
    "owners: {'🌍': X, ana: Ana 🌻, ben: Ben}\r\n"
    "activities:\r\n"
    "  - {id: m1, title: '👩\u200d👩\u200d👧 e\u0301', owners: [🌍,\tana], deadline: 2004-05}\r\n"
    "  - {id: m2, title: '🌻', after: [m1], deadline: 4 weeks after m1, owners: [ana, ben]}\r\n"
)
FAR = (
    "ssetrack: 1\nid: far\ntitle: 🌻\nactivities:\n  - {id: x, title: '🌻', after: ['net:m1'], when: 2005}\n"
)


@pytest.fixture(params=UNITS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Editor, str, Path]]:
    """An editor that counts in one encoding, with a plan open and another on disk."""
    (tmp_path / "plans").mkdir()
    far = tmp_path / "plans" / "far.yaml"
    far.write_text(FAR, encoding="utf-8")
    with Editor(tmp_path, encodings=[request.param]) as editor:
        yield editor, editor.open(tmp_path / "plans" / "net.yaml", PLAN), far


def told(editor: Editor, uri: str, method: str, at: str, **more: Json) -> Json:
    """The answer about a place that a mark shows in a part of the plan."""
    part = at.replace("¦", "")
    assert PLAN.count(part) == 1
    text, offset = at_cursor(PLAN.replace(part, at))
    assert text == PLAN
    return editor.about(method, uri, position=editor.position(PLAN, offset), **more)


def quoted(editor: Editor, place: Json, text: str = PLAN) -> str:
    """The characters of a range."""
    return text[editor.offset(text, place["start"]) : editor.offset(text, place["end"])]


def test_a_hover(folder: tuple[Editor, str, Path]):
    editor, uri, _ = folder
    found = told(editor, uri, "hover", "\ta¦na]")
    assert quoted(editor, found["range"]) == "ana"
    assert found["contents"]["kind"] == "markdown"
    assert found["contents"]["value"].startswith("**ana  Ana 🌻**\n\n2 items, 2 overdue\n\n- net:m1")
    assert quoted(editor, told(editor, uri, "hover", "4 w¦eeks")["range"]) == "4 weeks after m1"
    assert told(editor, uri, "hover", "titl¦e: '🌻'") is None


def test_definition_references_and_highlights(folder: tuple[Editor, str, Path]):
    editor, uri, far = folder
    (found,) = told(editor, uri, "definition", "after: [m¦1]")
    assert found["uri"] == uri
    assert quoted(editor, found["range"]) == "m1"
    spots = told(editor, uri, "references", "weeks after m¦1", context={"includeDeclaration": True})
    texts = {uri: PLAN}
    assert [quoted(editor, one["range"], texts.get(one["uri"], FAR)) for one in spots] == ["m1"] * 4
    assert len({one["uri"] for one in spots}) == 2
    assert len(told(editor, uri, "references", "weeks after m¦1", context={"includeDeclaration": False})) == 3
    marks = told(editor, uri, "documentHighlight", "ana, b¦en]")
    assert [(quoted(editor, one["range"]), one["kind"]) for one in marks] == [("ben", 3), ("ben", 2)]
    assert far.read_text(encoding="utf-8") == FAR


def test_a_rename_in_two_files(folder: tuple[Editor, str, Path]):
    editor, uri, _ = folder
    meant = told(editor, uri, "prepareRename", "weeks after m¦1")
    assert (meant["placeholder"], quoted(editor, meant["range"])) == ("m1", "m1")
    edit = told(editor, uri, "rename", "weeks after m¦1", newName="go")
    changes = edit["changes"]
    assert editor.applied(PLAN, changes.pop(uri)) == PLAN.replace("m1, title", "go, uid: m1, title").replace(
        "[m1]", "[go]"
    ).replace("after m1", "after go")
    ((other, edits),) = changes.items()
    assert other.endswith("far.yaml")
    assert editor.applied(FAR, edits) == FAR.replace("net:m1", "net:go")


def test_a_rename_that_is_refused_says_why(folder: tuple[Editor, str, Path]):
    editor, uri, _ = folder
    refused = told(editor, uri, "rename", "weeks after m¦1", newName="m2")
    assert refused["message"].startswith("the id `m2` is already used")


def test_proposals(folder: tuple[Editor, str, Path]):
    editor, uri, _ = folder
    found = told(editor, uri, "completion", "[🌍,\ta¦na]")
    assert [one["label"] for one in found["items"]] == ["ana"]
    (only,) = found["items"]
    assert quoted(editor, only["textEdit"]["range"]) == "ana"
    assert only["textEdit"]["newText"] == "ana"
    assert only["detail"] == "Ana 🌻"


def test_lenses(folder: tuple[Editor, str, Path]):
    editor, uri, _ = folder
    found = editor.about("codeLens", uri)
    said = {quoted(editor, one["range"]): one["command"]["title"] for one in found}
    assert said["ana"] == "2 items, 2 overdue"
    assert said["ben"] == "1 item, 1 overdue"


def test_a_text_that_is_broken_right_after_it_was_opened_has_its_names(folder: tuple[Editor, str, Path]):
    editor, _, far = folder
    other = editor.open(far, FAR.replace("activities", "owners: {zoé: Zoé}\nactivities"))
    broken = FAR.replace("after: ['net:m1'], when: 2005}\n", "owners: [z")
    editor.change(other, broken)  # nothing was asked in between
    found = editor.about("completion", other, position=editor.position(broken, len(broken)))
    assert [one["label"] for one in found["items"]] == ["zoé"]
