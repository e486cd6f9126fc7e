"""`fmt` and `lint --fix`: what is piped through comes out, and of several files all are written or none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ssetrack.cli.run import run
from ssetrack.workspace import writing

GOOD = "ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {id: a, title: A, deadline: 2027-03}\n"
BAD = GOOD.replace("2027-03", "March 2027")


def piped(text: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    return run(arguments)


PIPED = [
    ("already in form", GOOD, GOOD, 0, ""),
    ("in another form", BAD, GOOD, 0, "reformatted -\n"),
    ("with a mark and other line ends", "\ufeff" + GOOD.replace("\n", "\r\n"), None, 0, ""),
    ("empty", "", "", 0, ""),
    ("not YAML", GOOD + "  - {id: b,\n", None, 2, "cannot read this plan"),
]


@pytest.mark.parametrize(("what", "text", "expected", "code", "said"), PIPED, ids=[row[0] for row in PIPED])
def test_what_is_piped_comes_out(
    what: str,
    text: str,
    expected: str | None,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
):
    assert piped(text, ["fmt", "-"], monkeypatch) == code
    out, err = capsysbinary.readouterr()
    assert out == (text if expected is None else expected).encode()
    assert said in err.decode() if said else not err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_what_is_no_utf_8_never_comes_out_as_something_else(
    encoding: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
):
    octets = GOOD.replace("title: P", "title: Été").encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), encoding="utf-8"))
    assert run(["fmt", "-"]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"not UTF-8" in err


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_look_prints_no_plan(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert piped(GOOD, ["fmt", "-", option], monkeypatch) == 0
    assert capsys.readouterr().out == ""
    assert piped(BAD, ["fmt", "-", option], monkeypatch) == 1
    assert ("+++" in capsys.readouterr().out) is (option == "--diff")


@pytest.mark.parametrize("command", [["fmt"], ["lint", "--fix"]], ids=" ".join)
def test_all_files_are_written_or_none(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(BAD.replace("id: p", f"id: {name[0]}"), encoding="utf-8")
    before = (tmp_path / "a.yaml").read_text()

    def changed(target: Path) -> None:
        raise writing.ChangedMeanwhile(str(target), target.parent)

    as_read = writing._is_as_read
    monkeypatch.setattr(writing, "_is_as_read", lambda one: changed if one.path == "b.yaml" else as_read(one))
    assert run([*command, "a.yaml", "b.yaml"]) == 2
    assert (tmp_path / "a.yaml").read_text() == before
    said = capsys.readouterr().err
    assert "reformatted" not in said
    assert "fixed" not in said
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run([*command, "a.yaml", "b.yaml"]) == 0
    assert {"2027-03" in (tmp_path / name).read_text() for name in ("a.yaml", "b.yaml")} == {True}
    assert run(["undo"]) == 0
    assert (tmp_path / "a.yaml").read_text() == before
    assert "March" in (tmp_path / "b.yaml").read_text()
