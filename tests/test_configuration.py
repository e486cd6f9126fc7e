"""Each key of the configuration reaches each command that it concerns, and no other.

A row of `CONCERNED` names a setting and the commands whose result it changes in the plans below; every other
command must give the same bytes with it and without: it is asked once, with all settings that do not concern
it, and with each alone where all is tried. What a setting needs beside it stands in `BESIDE`, so that nothing
else makes the difference. A key or a command that no row knows is a failure.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import console
from commands import COMMANDS
from conftest import ALL_EXAMPLES
from pages.sites import files_of
from repositories import Repository
from ssetrack.cli.application import EXPORTS
from ssetrack.diagnostic import SsetrackError
from ssetrack.workspace.configuration import SETTINGS, configuration

PLAN = """\
ssetrack: 1
id: a
title: {en: Plan A, fr: Projet A}
language: en
period: 2027
owners: {ana: {name: Ana, email: ana@example.org}, bo: Bo, seat: {name: (Seat), vacant: true}}
goals: {G: Goal}
sections:
- id: s
  title: S
  activities:
  - {id: x, title: X, owners: [ana], goals: [G], deadline: 2027-03-01}
  - {id: y, title: Y, owners: [ana], goals: &served [G], deadline: 2027-01-10, start: 2027-01}
  - {id: z, title: Z, goals: *served, owners: [ana], deadline: 2027-12-31}
"""

OTHER = (
    PLAN.replace("Plan A", "Plan B")
    .replace("Ana", "Bea")
    .replace("deadline: 2027-03-01", "deadline: 2 June 2027")
)

ARCHIVED = """\
ssetrack: 1
id: c
title: Plan C
owners: {ana: Ana}
goals: {H: Another goal}
sections:
- id: t
  title: T
  activities:
  - {id: w, title: W, owners: [ana], goals: [H], deadline: 1 April 2027}
"""

ANSWER = "y: done 2027-01-09\nz: 2027-11-30\n"

TABLE = "| Activity | Deadline |\n|---|---|\n| Council | spring |\n"

LOOK = {
    "brief": "brief",
    "status": "status",
    "status as JSON": "status --format json",
    "show": "show x",
    "goals": "goals",
    "owners": "owners",
    "open": "open",
    "agenda": "agenda",
    "timeline": "timeline",
    "diff as JSON": "diff plans/a.yaml other/b.yaml --format json",
    "slip as JSON": "slip --format json",
    "export csv": "export csv",
    "export json": "export json",
    "export markdown": "export markdown",
    "export mermaid": "export mermaid",
    "export html": "export html",
    "export xlsx": "export xlsx",
    "export ics": "export ics",
    "export site": "export site -o site",
    "letters": "letters --stdout",
}
CHECK = {"lint": "lint", "fmt": "fmt --check"}
CHANGE = {
    "add": "add a:w W --section s",
    "set": "set x priority=high",
    "done": "done x 2027-01-02",
    "note": "note x waiting",
    "reply": "reply answer.txt --owner ana --apply",
    "move": "move x 2027-04-01",
    "assign": "assign x bo",
    "rename": "rename x council",
    "remove": "remove x",
    "fill": "fill seat bo",
}
ALONE = {
    "rule": "rule overdue",
    "date": "date 2027-01",
    "schema": "schema",
    "init": "init --dry-run",
    "import": "import table.md --dry-run",
    "undo": "undo --in plans/a.yaml",
    "sync": "sync --proposals",
}
"""What reads no plan."""

SENT = {"letters sent": "letters --send"}
"""What is refused without the settings of a server, whatever the plan."""

EVERY = LOOK | CHECK | CHANGE | ALONE | SENT

READING = frozenset(LOOK | CHECK | CHANGE) - {"diff as JSON"}
"""What reads the plans that the configuration names; `diff` is given two files here."""

LIMITED = READING | {"diff as JSON"} | SENT.keys()

FOR_PEOPLE = frozenset(
    {
        "brief",
        "status",
        "show",
        "goals",
        "owners",
        "open",
        "agenda",
        "timeline",
        "export site",
        "lint",
        "rule",
        "fmt",
        "import",
        "add",
        "set",
        "done",
        "note",
        "reply",
        "move",
        "assign",
        "rename",
        "remove",
        "fill",
        "undo",
        "sync",
        "letters sent",
    }
)

FEEDS = frozenset({"export ics", "export site", "lint"})
"""What writes feeds, or asks whether there are any."""
LETTERS = frozenset({"letters", "letters sent"})
SENT_ONLY = frozenset(SENT)
FROM = '[letters]\nfrom = "Plan <plan@example.org>"\n'
LOCAL = f'{FROM}server = "localhost"\nsecurity = "none"\nport = 1\n'
TLS = f'{FROM}server = "localhost"\nsecurity = "tls"\nport = 1\n'
SEEN_ELSEWHERE = {"letters.user", "letters.rate"}
"""What only a server sees: tests/letters/test_sending.py."""

CONCERNED: dict[str, tuple[str, frozenset[str]]] = {
    "plans": ('plans = ["other"]', READING),
    "exclude": ('exclude = ["*/archive/"]', (READING - CHANGE.keys() - {"show"}) | {"reply"}),
    "lang": ('lang = "fr"', FOR_PEOPLE | {"init"}),
    "soon": (
        "soon = 60",
        frozenset(LOOK) - {"agenda", "diff as JSON", "export mermaid", "export ics"},
    ),
    "lint.select": ('[lint]\nselect = ["style"]', frozenset({"lint"})),
    "lint.ignore": ('[lint]\nignore = ["coverage"]', frozenset({"lint"})),
    "lint.severity": ('[lint.severity]\noverdue = "error"', frozenset({"lint"})),
    "lint.per-file-ignores": ('[lint.per-file-ignores]\n"a.yaml" = ["overdue"]', frozenset({"lint"})),
    "lint.file-size": ("[lint]\nfile-size = 100", LIMITED),
    "lint.nesting": ("[lint]\nnesting = 3", LIMITED),
    "lint.expansion": ("[lint]\nexpansion = 1", LIMITED),
    "export.name": ('[export]\nname = "Ours"', FEEDS),
    "export.domain": (
        '[export]\ndomain = "plans.example.org"',
        FEEDS,
    ),
    "export.url": (
        '[export]\nurl = "https://example.org/feeds"',
        FEEDS,
    ),
    "site.url": ('[site]\nurl = "https://example.org"', FEEDS),
    "site.languages": ('[site]\nlanguages = ["en", "fr"]', frozenset({"export site"})),
    "export.refresh": ('[export]\nrefresh = "6h"', FEEDS),
    "letters.from": (FROM, LETTERS),
    "letters.reply-to": ('[letters]\nreply-to = "plan@example.org"', frozenset({"letters"})),
    "letters.server": (LOCAL, SENT_ONLY),
    "letters.port": (LOCAL, SENT_ONLY),
    "letters.security": (f'{FROM}server = "localhost"\nsecurity = "some"', SENT_ONLY),
    "letters.ca-file": (f'{TLS}ca-file = "no.pem"', SENT_ONLY),
    "letters.remind-after": ('[letters]\nremind-after = "0d"', LETTERS),
    "agenda.call": ('[agenda]\ncall = "z"', frozenset({"agenda"})),
    "sync": ('[sync.phones]\nurl = "https://example.org/tasks/"', frozenset({"sync"})),
}


BESIDE = {
    "letters.server": f'{FROM}security = "none"\nport = 1\n',
    "letters.port": LOCAL.replace("port = 1", "port = 2"),
    "letters.security": f'{FROM}server = "localhost"\nport = 1\n',
    "letters.ca-file": TLS,
}
"""The configuration without the setting."""


FILES = {
    "plans/a.yaml": PLAN,
    "plans/archive/c.yaml": ARCHIVED,
    "other/b.yaml": OTHER,
    "table.md": TABLE,
    "answer.txt": ANSWER,
}
"""A plan where ssetrack looks for one, another elsewhere, and what else commands are given."""

Results = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of these files, and beside it one for the commands that change something."""
    repository = Repository(tmp_path_factory.mktemp("configured") / "looked-at")
    for path, text in FILES.items():
        repository.write(path, text)
    repository.commit("2027-01-02")
    shutil.copytree(repository.root, changed_by(repository.root))
    return repository.root


def changed_by(folder: Path) -> Path:
    return folder.with_name("changed")


def results(folder: Path, text: str, names: Iterable[str] = EVERY) -> Results:
    """Exit code and output of the commands with such a configuration."""
    told = {}
    for name in names:
        place = changed_by(folder) if name in CHANGE or name == "export site" else folder
        configuration = place / "ssetrack.toml"
        configuration.write_text(text, encoding="utf-8")
        code, output = console.run_here(EVERY[name].split(), place, {"SSETRACK_TODAY": "2027-01-20"})
        configuration.unlink()
        files = files_of(place / "site") if name == "export site" else {}
        told[name] = code, "\n".join((output, *map(str, files.items())))
        if place != folder:
            restore(place)
    return told


def restore(place: Path) -> None:
    """Let the next command find what this one found: to copy the repository each time takes longer."""
    for entry in place.iterdir():
        if entry.is_dir() and entry.name != ".git":
            shutil.rmtree(entry)
    for path, text in FILES.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def usual(folder: Path) -> Results:
    """The results without a configuration."""
    return results(folder, "")


@pytest.mark.slow
@pytest.mark.parametrize("key", CONCERNED)
def test_a_setting_reaches_what_it_concerns(folder: Path, usual: Results, key: str):
    text, concerned = CONCERNED[key]
    beside = LETTERS if key in BESIDE else frozenset()
    without = usual | results(folder, BESIDE.get(key, ""), beside)
    tried = EVERY.keys() if ALL_EXAMPLES else concerned | beside
    told = results(folder, text, tried)
    assert {name for name in tried if told[name] != without[name]} == concerned


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_no_other_setting_reaches_it(folder: Path, usual: Results, name: str):
    """All settings that do not concern the command, at once."""
    others: dict[str, Any] = {}
    for key, (text, concerned) in CONCERNED.items():
        if name not in concerned and not (key in BESIDE and name in LETTERS):
            others |= dict(settings(tomllib.loads(text)))
    assert others
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in others.items())
    assert results(folder, text, [name])[name] == usual[name], text


def settings(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted keys and values of a table and those within it; JSON writes both as TOML reads them."""
    for key, value in table.items():
        dotted = above + json.dumps(key)
        if isinstance(value, dict):
            yield from settings(value, f"{dotted}.")
        else:
            yield dotted, value


def test_every_setting_has_a_row():
    tables = {key.rpartition(".")[0] for key in SETTINGS if "." in key}
    assert CONCERNED.keys() == SETTINGS.keys() - tables - SEEN_ELSEWHERE


def test_every_command_is_tried():
    known = {*(COMMANDS.keys() - {"export"}), *(f"export {name}" for name in EXPORTS)}
    known.remove("lsp")  # it speaks with an editor: tests/editor/test_server.py
    assert {name.removesuffix(" as JSON").removesuffix(" sent") for name in EVERY} == known


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("name", ["ssetrack.toml", "pyproject.toml"])
def test_a_configuration_in_another_encoding_is_told(
    tmp_path: Path, name: str, encoding: str, monkeypatch: pytest.MonkeyPatch
):
    text = 'lang = "fr"\n# é\n' if name == "ssetrack.toml" else '[tool.ssetrack]\nlang = "fr"\n# é\n'
    (tmp_path / name).write_bytes(text.encode(encoding))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SsetrackError) as refused:
        configuration()
    assert str(refused.value.message).endswith("is not written in UTF-8")
