"""Which file is a plan: every way to write the key, in every encoding; and what is none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import console
from repositories import Repository
from ssetrack.cli.commands.change.import_request import MAPPING, beside_plan
from ssetrack.cli.commands.change.init import plan_path
from ssetrack.source import read
from ssetrack.source.tree import Mapping
from ssetrack.workspace.recognition import HEAD, FileKind, kind_of

PLANS = [
    "ssetrack: 1\n",
    "title: T\nssetrack: 1\n",
    "title: T\r\nssetrack: 1\r\n",
    "title: T\rssetrack: 1\r",
    "ssetrack : 1",
    "ssetrack:\n  1",
    "ssetrack:",
    '"ssetrack": 1',
    "'ssetrack' : 1",
    '"\\x73setrack": 1',
    '"\\u0073setrack": 1',
    "? ssetrack\n: 1",
    "&a ssetrack: 1",
    "!!str ssetrack: 1",
    "  title: T\n  ssetrack: 1",
    "---\n  ssetrack: 1",
    "%YAML 1.2\n---\nssetrack: 1",
    "# a remark\n\n  # another\nssetrack: 1  # the format",
    "--- # a remark\nssetrack: 1",
    "--- !!map\nssetrack: 1",
    "&whole\nssetrack: 1",
    "x: 1\n---\nssetrack: 1",
    "notes: |\n  text\nssetrack: 1",
    "{ssetrack: 1}",
    '{"title": "T", "ssetrack":1}',
    "--- {ssetrack: 1}",
    "--- &whole {ssetrack: 1}",
    "\n{\n  'title': 'a }',  # and }\n  activities: [{id: x}, [y]],\n  ssetrack: 1\n}",
    "{# a remark\n? ssetrack : 1}",
]
BROKEN = ["\tssetrack: 1", "title: 'T\nssetrack: 1", '{"a": "}", "ssetrack": 1', "--- ssetrack: 1"]
OTHERS = [
    "",
    "ssetrack",
    "a: 1",
    "# ssetrack: 1\na: 1",
    "- ssetrack: 1",
    "tools: [ssetrack]",
    "ssetracks: 1",
    "repos:\n  - id: x\n  ssetrack: 1",
    "run: |\n  ssetrack: 1",
    '{"a": {"ssetrack": 1}}',
    '["ssetrack", 1]',
    "{a: ssetrack, b: 1}",
    "{a: 'ssetrack: 1'}",
    "title: T\nthings:\n  activities: []",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [*PLANS, *BROKEN])
def test_a_plan(text: str, encoding: str):
    assert kind_of(text.encode(encoding)) is FileKind.PLAN


@pytest.mark.parametrize("text", PLANS)
def test_these_are_plans_for_the_parser_too(text: str):
    source = read(text.encode(), "p.yaml")
    several = any(problem.rule == "more-than-one-document" for problem in source.problems)
    assert several or (isinstance(source.root, Mapping) and "ssetrack" in source.root)


@pytest.mark.parametrize("text", OTHERS)
def test_another_file(text: str):
    assert kind_of(text.encode()) is FileKind.OTHER


@pytest.mark.parametrize("key", ["activities", "sections"])
def test_a_plan_without_its_first_line(key: str):
    assert kind_of(f"title: T\n{key}: []\n".encode()) is FileKind.UNMARKED
    assert kind_of(f'{{"title": "T", "{key}": []}}'.encode()) is FileKind.UNMARKED
    assert kind_of(f"ssetrak: 1\ntitle: T\n{key}: []\n".encode()) is FileKind.UNMARKED
    assert kind_of(f"{key}: []\n".encode()) is FileKind.DOUBTFUL


def test_other_letters_before_the_key():
    assert kind_of("# café\ntitle: é\nssetrack: 1\n".encode("cp1252")) is FileKind.PLAN
    assert kind_of(b"# " + b"x" * (HEAD - 20) + b"\nssetrack: 1") is FileKind.PLAN


HOSTILE = {
    "open braces": b"{" * HEAD,
    "open quotes": b"sections" + b"'" * HEAD,
    "backslashes": b"sections" + b'"\\' * HEAD,
    "anchors": b"sections\n" + b"&a " * HEAD,
    "documents": b"sections\n" + b"--- &a\n" * HEAD,
    "question marks": b"sections\n" + b"? " * HEAD,
    "keys": b"sections: 1\n" * HEAD,
    "keys in braces": b'{"sections": 1,' + b'"a":1,' * HEAD,
    "blanks": b"sections\n" + b" " * HEAD,
    "escapes": b'"\\x' * HEAD,
    "tags": b"sections\n" + b"!a\n" * HEAD,
}


@pytest.mark.parametrize("start", HOSTILE.values(), ids=HOSTILE)
def test_it_takes_no_time(start: bytes):
    began = time.process_time()
    kind_of(start)
    assert time.process_time() - began < 0.5


# In folders and revisions

BODY = "title: T\nowners: {ana: Ana}\nactivities: [{id: %s, title: A, owners: [ana], deadline: 2027-03-01}]\n"
FILES = {
    "plain.yaml": f"ssetrack: 1\n{BODY % 'plain'}".encode(),
    "quoted.yaml": f'"ssetrack": 1\n{BODY % "quoted"}'.encode(),
    "space.yml": f"ssetrack : 1\n{BODY % 'space'}".encode(),
    "case.YAML": f"ssetrack: 1\n{BODY % 'case'}".encode(),
    "Upper.Yml": f"ssetrack: 1\n{BODY % 'case2'}".encode(),
    "indented.yaml": ("---\n  ssetrack: 1\n  " + BODY.replace("\n", "\n  ") % "indented").encode(),
    "json.yaml": b'{"ssetrack": 1, "title": "T", "activities": [{"id": "json", "title": "J"}]}',
}
WIDE = f"ssetrack: 1\n{BODY % 'wide'}".encode("utf-16")
UNMARKED = (BODY % "unmarked").encode()
DOUBTFUL = b"sections: [{title: T}]\n"
DAY = {"SSETRACK_TODAY": "2027-01-20"}


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """A repository in which every file is a plan, whatever its spelling, and one is none."""
    repository = Repository(tmp_path / "r")
    (tmp_path / "r" / "plans").mkdir(parents=True)
    for name, content in (*FILES.items(), ("other.yaml", b"jobs: {a: 1}\n")):
        (tmp_path / "r" / "plans" / name).write_bytes(content)
    repository.commit("2027-01-02")
    return repository


def test_none_is_missing_in_a_folder_or_a_revision(here: Repository):
    code, output = console.run_here(["status", "--format", "csv"], here.root, DAY)
    assert code == 0, output
    assert len(output.splitlines()) == 1 + len(FILES)
    code, output = console.run_here(["diff", "HEAD", "--format", "json"], here.root, DAY)
    assert code == 0, output
    assert '"changes": []' in output
    (here.root / "plans" / "quoted.yaml").unlink()
    code, output = console.run_here(["diff", "HEAD"], here.root, DAY)
    assert code == 0, output
    assert "quoted" in output


@pytest.mark.parametrize(
    ("content", "said"),
    [(WIDE, "this file is UTF-16, not UTF-8"), (UNMARKED, "the first line `ssetrack: 1` is missing")],
)
@pytest.mark.parametrize("command", ["status", "export csv", "goals", "lint", "export ics", "diff HEAD"])
def test_what_cannot_be_read_is_said(here: Repository, command: str, content: bytes, said: str):
    (here.root / "plans" / "bad.yaml").write_bytes(content)
    code, output = console.run_here(command.split(), here.root, DAY)
    assert code == (1 if command == "lint" else 2)
    assert said in output


def test_what_may_be_a_plan_is_a_warning_of_lint_alone(here: Repository):
    usual = console.run_here(["status"], here.root, DAY)
    (here.root / "plans" / "doubtful.yaml").write_bytes(DOUBTFUL)
    assert console.run_here(["status"], here.root, DAY) == usual
    code, output = console.run_here(["lint", "--fail-on", "error"], here.root, DAY)
    assert "plans/doubtful.yaml:1:1: warning: the first line `ssetrack: 1` is missing" in output
    assert code == 0
    assert console.run_here(["lint", "--strict", "plans/doubtful.yaml"], here.root, DAY)[0] == 1
    assert "error" in console.run_here(["lint", "plans/doubtful.yaml"], here.root, DAY)[1]


@pytest.mark.parametrize(
    "pattern", ["plans/doubtful.yaml", "doubtful.*", "plans/d*", "*.yaml", "plans", "plans/", "p*/"]
)
def test_what_is_excluded_is_left_out(here: Repository, pattern: str):
    for name in FILES:
        (here.root / "plans" / name).unlink()
    (here.root / "plans" / "doubtful.yaml").write_bytes(DOUBTFUL)
    (here.root / "kept.yml").write_bytes(FILES["space.yml"])
    (here.root / "ssetrack.toml").write_text(f'plans = ["."]\nexclude = ["{pattern}"]\n', encoding="utf-8")
    code, output = console.run_here(["lint"], here.root, DAY)
    assert "doubtful" not in output
    assert (code, "(1 file)" in output) == (0, True)
    below = here.root / "plans"
    assert "doubtful" not in console.run_here(["lint", ".."], below, DAY)[1]


def test_what_is_excluded_is_left_out_of_revisions(here: Repository):
    (here.root / "ssetrack.toml").write_text('exclude = ["case.*", "upper.*", "Upper.*"]\n', encoding="utf-8")
    for name in ("case.YAML", "Upper.Yml"):
        (here.root / "plans" / name).unlink()
    code, output = console.run_here(["diff", "HEAD"], here.root, DAY)
    assert code == 0
    assert "case" not in output


def test_a_named_file_is_read_even_if_it_is_excluded(here: Repository):
    (here.root / "ssetrack.toml").write_text('exclude = ["*"]\n', encoding="utf-8")
    assert console.run_here(["status", "plans/plain.yaml"], here.root, DAY)[0] == 0
    assert console.run_here(["status"], here.root, DAY)[0] == 2


@pytest.mark.parametrize(
    ("asked", "file", "beside"),
    [
        (None, "plans/forum.yaml", "plans/forum.import.yaml"),
        ("new", "new/forum.yaml", "new/forum.import.yaml"),
        ("new/.yaml", "new/.yaml/forum.yaml", "new/.yaml/forum.import.yaml"),
        ("my.plans", "my.plans/forum.yaml", "my.plans/forum.import.yaml"),
        *((f"new/Plan{ending}", f"new/Plan{ending}", "new/Plan.import.yaml")
          for ending in (".yaml", ".yml", ".YAML", ".Yml")),
    ],
)  # fmt: skip
def test_a_plan_is_known_by_its_ending_in_any_case(asked: str | None, file: str, beside: str):
    path = plan_path(asked, "forum")
    assert path == Path(file)
    assert beside_plan(path, MAPPING) == Path(beside)
