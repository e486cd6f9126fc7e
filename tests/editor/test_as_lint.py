"""What an editor shows is what `lint` finds, and what it fixes are the bytes of `lint --fix`."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editors import Editor

from conftest import ROOT, TESTS, TODAY
from ssetrack.cli.run import run
from ssetrack.diagnostic import Lines
from ssetrack.edit.fixes import source_with_fixes
from ssetrack.editor.addresses import path_of, uri_of
from ssetrack.editor.positions import Position, Span, Units
from ssetrack.source import read_text

DAY = TODAY.isoformat()
SEVERITIES = {1: "error", 2: "warning", 3: "note", 4: "note"}


def texts(folder: Path) -> dict[Path, str]:
    """The texts of plans that an editor can have open: those that are UTF-8."""
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            found[path] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example of a rule, the real plans and those that are examples, as one folder of plans."""
    folder = tmp_path_factory.mktemp("plans")
    for case in sorted((TESTS / "rules").glob("*.yaml")):
        shutil.copy(case, folder)
    for name in ("plans", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "crlf.yaml").write_bytes(
        b"\xef\xbb\xbf"
        + "ssetrack: 1\r\ntitle: \U0001f33b  \r\nactivities:\r\n".encode()
        + "  - {id: a, title: e\u0301, when: 1 May 2004}\r\n".encode()
    )
    (folder / "ssetrack.toml").write_text('plans = ["."]\n[lint]\nignore = ["overdu"]\n', encoding="utf-8")
    return folder


def open_all(editor: Editor, folder: Path) -> None:
    """Open the texts of a folder.

    With each that an editor opens, the server looks at all plans again: here once, with the last.
    """
    *others, (last, its_text) = texts(folder).items()
    for path, text in others:
        editor.server.desk.texts.open(uri_of(str(path)), text, 1)
    editor.open(last, its_text)


ENCODINGS = [
    "utf-16",
    pytest.param("utf-8", marks=pytest.mark.rest),
    pytest.param("utf-32", marks=pytest.mark.rest),
]


@pytest.fixture(scope="module", params=ENCODINGS)
def editor(request: pytest.FixtureRequest, folder: Path) -> Iterator[Editor]:
    with Editor(folder, encodings=(request.param,)) as editor:
        open_all(editor, folder)
        yield editor


@pytest.fixture(scope="module")
def linted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What `lint` finds in the folder."""
    target = tmp_path_factory.mktemp("lint") / "findings.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run(["lint", "--today", DAY, "--output-format", "json", "-o", str(target), "--lang", "en"])
    findings: list[Any] = json.loads(target.read_text(encoding="utf-8"))["findings"]
    return findings


def test_the_same_findings(editor: Editor, folder: Path, linted: list[Any]):
    shown = []
    known = texts(folder) | {folder / "ssetrack.toml": (folder / "ssetrack.toml").read_text(encoding="utf-8")}
    for uri, diagnostics in editor.diagnostics().items():
        path = Path(path_of(uri) or "")
        text = known[path]
        for one in diagnostics:
            start, end = (editor.offset(text, one["range"][side]) for side in ("start", "end"))
            said = one["message"].split("\n")
            place = str(path.relative_to(folder))
            shown.append((place, start, end, one["code"], SEVERITIES[one["severity"]], said))
    wanted = []
    for one in linted:
        if folder / one["path"] not in known:
            continue  # no editor has it as text
        text = known[folder / one["path"]]
        mark = text.startswith("\ufeff")
        read = text.removeprefix("\ufeff")
        start, end = (offset(read, one[f"{side}line"], one[f"{side}column"]) + mark for side in ("", "end_"))
        said = [one["message"], *([one["help"]] if one["help"] else [])]
        wanted.append((one["path"], start, end, one["rule"], one["severity"], said))
    assert len(wanted) > 150
    assert sorted(shown) == sorted(wanted)
    assert {one["source"] for found in editor.diagnostics().values() for one in found} == {"ssetrack"}
    assert editor.messages() == []


def offset(text: str, line: int, column: int) -> int:
    """Where a line and a column of `lint`, both from 1, are in a text."""
    return Lines(text).starts[line - 1] + column - 1


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """The same texts where no folder claims them: each is alone, as for `lint FILE`."""
    copy = tmp_path_factory.mktemp("alone") / "plans"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("ssetrack.toml"))
    with Editor() as editor:
        open_all(editor, copy)
        yield editor, copy


@pytest.mark.slow
def test_every_fix_does_what_it_does_in_lint(alone: tuple[Editor, Path]):
    """The edits of each action, made as the editor counts, give the text that the fix of lint gives."""
    editor, folder = alone
    tried = 0
    for path, text in texts(folder).items():
        view = editor.server.desk.view(uri_of(str(path)))
        if view is None:
            continue
        document, plans = view
        source = read_text(text, str(path))
        for finding in plans.findings_in(document):
            if finding.fix is None:
                continue
            after, number = source_with_fixes(source, [finding])
            place = document.positions(Units.UTF_16).span(finding.location.range)
            actions = editor.actions(document.uri, as_json(place), "quickfix")
            results = [editor.applied(text, one["edit"]["changes"][document.uri]) for one in actions]
            mark = "\ufeff" if after.bom else ""
            assert not number or mark + after.text in results, (path.name, finding.rule)
            tried += number
    assert tried > 40


def as_json(place: Span) -> Any:
    """A span as the protocol has it."""
    return {
        side: {"line": at.line, "character": at.character}
        for side, at in (("start", place.start), ("end", place.end))
    }


NOWHERE = as_json(Span(Position(0, 0), Position(0, 0)))


def test_fixing_all_gives_the_bytes_of_lint(alone: tuple[Editor, Path], tmp_path: Path):
    editor, folder = alone
    changed = []
    for path, text in texts(folder).items():
        uri = uri_of(str(path))
        actions = editor.actions(uri, NOWHERE, "source.fixAll") or []
        assert len(actions) <= 1
        if actions:
            after = editor.applied(text, actions[0]["edit"]["changes"][uri])
            copy = tmp_path / path.name
            shutil.copy(path, copy)
            run(["lint", str(copy), "--today", DAY, "--fix", "-o", os.devnull])
            assert after.encode() == copy.read_bytes(), path.name
            changed.append(path.name)
    assert len(changed) > 8
    assert "crlf.yaml" in changed


def test_formatting_gives_the_bytes_of_fmt(alone: tuple[Editor, Path], tmp_path: Path):
    editor, folder = alone
    shutil.copytree(folder, tmp_path / "plans")
    run(["fmt", "--today", DAY, str(tmp_path / "plans")])
    options = {"tabSize": 2, "insertSpaces": True}
    changed = 0
    for path, text in texts(folder).items():
        edits = editor.about("formatting", uri_of(str(path)), options=options)
        after = editor.applied(text, edits or [])
        assert after.encode() == (tmp_path / "plans" / path.relative_to(folder)).read_bytes(), path.name
        changed += after != text
    assert changed > 5
