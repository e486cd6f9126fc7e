"""Nothing that a plan holds acts where its text arrives: every command, in every format, on a hostile plan.

A terminal, the log of a pipeline, a browser, a spreadsheet, a wiki and a calendar each have signs by which a
text becomes a command, a formula, a link. All of them stand in every text of this plan.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from commands import COMMANDS
from conftest import ALL_EXAMPLES, ROOT
from ssetrack.cli.application import EXPORTS
from ssetrack.cli.run import run
from ssetrack.wording.printable import json_text

EVIL = (
    "::add-mask::e \x9b31m \x9d0;t\x9c \x1b]0;t\x07 \x7f \u202eevil\u2066 \x00 ##[add-mask]e ##vso[task.x]y "
    "@octocat https://evil.example/a www.evil.example mailto:a@evil.example octo/cat#1 !2 <b> | `x` \r\n"
    "::stop-commands::x"
)
FORMULAS = ("=1+1", "＝1+1", "＋1", "－1", "＠x", " =1", "\t=1", "+1", "-1", "@SUM(1)")


def quoted(text: str) -> str:
    """A text as YAML has it in double quotes, with every odd character as an escape."""
    return json.dumps(text).replace("\x7f", "\\x7f")


def plan(text: str) -> str:
    """A plan with that text wherever a plan may have one."""
    evil = quoted(text)
    return f"""
ssetrack: 1
id: h
title: {evil}
aim: {evil}
notes: {evil}
timezone: Europe/Paris
owners:
  ana: {{name: {evil}, role: {evil}, aliases: [{evil}], contact: {evil}}}
  seat: {{name: {evil}, vacant: true}}
goals: {{A: {{title: {evil}, indicators: [{{title: {evil}}}]}}, B: {evil}}}
sections:
  - title: {evil}
    id: s
    activities:
      - {{id: a, title: {evil}, owners: [ana], with: [seat], goals: [A], tags: [{evil}],
         deadline: 2027-05, notes: {evil}, where: {evil}, budget: {evil}, deliverables: [{evil}],
         agenda: [{evil}],
         links: [{{url: "https://example.org/x", title: {evil}}}], participants: [{evil}]}}
      - {{id: b, title: b, owners: [ana], when: [{{id: x, date: 2027-05-01, where: {evil}}}, 2027-06-01]}}
      - {{id: c, title: {evil}, owners: [seat], deadline: "?"}}
      - {{id: d, title: {evil}, owners: [ana], deadline: 2026-01, x-own: {evil}}}
"""


MISTAKES = """\
      - {id: EVIL, title: b, owners: [EVIL], after: [EVIL, '##[x]'],
         deadline: EVIL, EVIL: 1, status: EVIL, goals: ["::x"]}
      - {id: "::c", title: "##[x]", deadline: "::add-mask::e", owners: ["::z"], after: ['##[add-mask]e']}
"""
WRONG = plan(EVIL) + MISTAKES.replace("EVIL", quoted(EVIL))
"""The same with mistakes, for messages quote them."""

ARGUMENTS = {
    "show": ("a",),
    "rule": ("overdue",),
    "letters": ("--stdout",),
    "lint": ("--exit-zero",),
}
INTO_A_FILE = {"xlsx": ("-o", "h.xlsx"), "site": ("-o", "public")}
WITHOUT_A_PLAN = {"rule", "schema", "date", "init", "import", "lsp"}
ON_A_HISTORY = {"diff", "slip"}
CHANGES = {
    "add": ("n", "A title", "--section", "s"),
    "set": ("a", "priority=high"),
    "done": ("a", "2026-11-01"),
    "move": ("a", "2027-08"),
    "assign": ("a", "seat"),
    "fmt": (),
}


def formats(target: str) -> list[str]:
    """The formats of a command, as its module declares them; one empty name where it has none."""
    module = import_module(target.partition(":")[0])
    found = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, StrEnum)]
    enums = [one for one in found if one.__name__ == "Format"]
    return [member.value for enum in enums for member in enum] or [""]


def every() -> Iterator[tuple[str, ...]]:
    """Every command that shows plans, in every format, as arguments without the plan."""
    for name, target in COMMANDS.items():
        if isinstance(target, str) and name not in {*WITHOUT_A_PLAN, *ON_A_HISTORY, *CHANGES}:
            for form in formats(target):
                option = ("--output-format", form) if name == "lint" else ("--format", form)
                yield (name, *ARGUMENTS.get(name, ()), *(option if form else ()))
    yield from (("export", name, *INTO_A_FILE.get(name, ())) for name in EXPORTS)


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    run([*arguments])
    said = capsys.readouterr()
    return said.out, said.err


def check_log(text: str) -> None:
    """What a terminal or a log would act upon."""
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not re.search(r"##\w*\[", text)
    for line in text.splitlines():
        assert not line.lstrip().startswith("::") or re.match("::(error|warning|notice) (file|title)=", line)


def check_medium(form: str, text: str) -> None:
    """What the medium itself would act upon."""
    match form:
        case "json" | "sarif" | "gitlab":
            json.loads(text)
        case "junit":
            Xml.fromstring(text)
        case "csv":
            for row in csv.reader(io.StringIO(text)):
                assert not [
                    cell for cell in row if re.match(r"\s*[=+@\uff1d\uff0b\uff0d\uff20]|\s*-\D", cell)
                ]
        case "markdown":
            assert not re.search(r"@\w|://|\bwww\.|(?<!\\)[<`]|(?<!&)#\d|!\d", text)
        case "html":
            check_page(text)


def check_page(text: str) -> None:
    assert "unsafe" not in text
    assert not re.search(r"<[^>]* (style|on\w+)=", text)
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        [inside] = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}';" in text


def check_workbook(name: str) -> None:
    """What a spreadsheet would act upon: formulas, and links to elsewhere."""
    with zipfile.ZipFile(name) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert not [one for one in parts if "external" in one.lower() or "vba" in one.lower()]
    for content in parts.values():
        assert not re.search(rb"<f[ >]|<hyperlink|TargetMode", content)


@pytest.fixture(params=["right", "wrong", *FORMULAS])
def hostile(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    texts = {"right": plan(EVIL), "wrong": WRONG}
    (tmp_path / "h.yaml").write_text(texts.get(request.param) or plan(request.param), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2026-11-28")
    return str(request.param)


def is_for_spreadsheets(arguments: tuple[str, ...]) -> bool:
    return arguments[-1] == "csv" or arguments[:2] == ("export", "xlsx")


def test_nothing_acts(hostile: str, capsys: pytest.CaptureFixture[str]):
    """The first formula meets everything; what the others begin with says something to spreadsheets only."""
    for arguments in every():
        if hostile in FORMULAS[1:] and not ALL_EXAMPLES and not is_for_spreadsheets(arguments):
            continue
        out, err = output(capsys, *arguments, "h.yaml")
        assert "Traceback" not in err
        check_log(out)
        check_log(err)
        if out:
            check_medium(arguments[-1], out)
    check_workbook("h.xlsx")


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_acts_on_the_side_of_an_edit(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "h.yaml").write_text(plan(EVIL), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    files = ("h.yaml",) if name == "fmt" else ("--in", "h.yaml")
    out, err = output(capsys, name, *CHANGES[name], *files)
    check_log(out)
    check_log(err)


def test_every_command_is_tried():
    tried = {arguments[0] for arguments in every()}
    assert tried | WITHOUT_A_PLAN | ON_A_HISTORY | set(CHANGES) == set(COMMANDS)
    assert {arguments[1] for arguments in every() if arguments[0] == "export"} == set(EXPORTS)


def test_all_json_is_written_in_one_place():
    """But for the manifest of a folder of feeds, which is ASCII."""
    with_letters = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if "ensure_ascii=False" in path.read_text(encoding="utf-8")
    ]
    assert with_letters == ["src/ssetrack/wording/printable.py"]


def test_json_says_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Escapes are the same text to whoever reads them."""
    (tmp_path / "h.yaml").write_text(plan(EVIL), encoding="utf-8")
    out, _ = output(capsys, "show", "a", "--format", "json", str(tmp_path / "h.yaml"))
    assert json.loads(out)["activity"]["notes"] == EVIL
    assert json.loads(json_text([EVIL, "é😀"])) == [EVIL, "é😀"]
    assert json_text(["é😀", 1, None, "plain"]) == '["é😀", 1, null, "plain"]'
