"""What `lint` is told by the configuration and the command line: rules, severities, files, baselines."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

import console
from ssetrack.cli.run import run
from ssetrack.diagnostic import SsetrackError
from ssetrack.lint.baseline import Baseline
from ssetrack.workspace.toml_places import names_in
from test_rules import HEAD

LATE = "activities:\n  - {id: 1, title: Hall, deadline: 2004-02}\n"
BOTH = ["plans/a.yaml:4:6 unassigned-activity", "plans/a.yaml:4:36 overdue"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one plan, in which an activity is late and nobody's."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.yaml").write_text(HEAD + LATE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2004-10-01")
    return tmp_path


@pytest.fixture
def lint(repository: Path, capsys):
    """Lint with a configuration; give what is found as `path:line:column rule`, and the exit code."""

    def linted(*arguments: str, toml: str | None = None) -> tuple[list[str], int]:
        if toml is not None:
            (repository / "ssetrack.toml").write_text(toml, encoding="utf-8")
        capsys.readouterr()
        code = run(["lint", *arguments, "--output-format", "json"])
        out = capsys.readouterr()
        if code == 2:
            return out.err.splitlines(), code
        found = json.loads(out.out)["findings"]
        return [f"{one['path']}:{one['line']}:{one['column']} {one['rule']}" for one in found], code

    return linted


def test_without_configuration(lint):
    assert lint() == (BOTH, 0)


@pytest.mark.parametrize(
    ("toml", "expected", "code"),
    [
        ('select = ["dates"]', BOTH[1:], 0),
        ("select = []", [], 0),
        ('ignore = ["overdue"]', BOTH[:1], 0),
        ('severity = {overdue = "error"}', BOTH, 1),
        ('severity = {dates = "error", overdue = "note"}', BOTH, 0),
        ('per-file-ignores = {"plans/*" = ["overdue"]}', BOTH[:1], 0),
        ('per-file-ignores = {"a.yaml" = ["overdue"], "*.yaml" = ["coverage"]}', [], 0),
        ('per-file-ignores = {"plans/**/a.yaml" = ["overdue"], "b.yaml" = ["dates"]}', BOTH, 0),
    ],
)
def test_the_configuration(lint, toml: str, expected: list[str], code: int):
    assert lint(toml=f"[lint]\n{toml}\n") == (expected, code)


def test_the_command_line_counts_before_the_configuration(lint):
    assert lint("--select", "coverage", toml='[lint]\nselect = ["dates"]\n') == (BOTH[:1], 0)
    assert lint("--ignore", "overdue", toml='[lint]\nignore = ["unassigned-activity"]\n') == ([], 0)


def test_a_pattern_is_seen_from_the_configuration(lint, repository: Path, monkeypatch):
    lint(toml='[lint]\nper-file-ignores = {"plans/*" = ["overdue"]}\n')
    monkeypatch.chdir(repository / "plans")
    assert lint("a.yaml") == (["a.yaml:4:6 unassigned-activity"], 0)


def test_limits(lint):
    assert lint(toml="[lint]\nfile-size = 20\n") == (["plans/a.yaml:1:1 over-limit"], 1)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("selct = []", "did you mean `lint.select`?"),
        ("per-file-ignore = {}", "did you mean `lint.per-file-ignores`?"),
        ('severity = {overdue = "fatal"}', "write `error`, `warning`, `note`"),
        ("severity = []", "must be a table of rules and severities"),
        ('per-file-ignores = {"*" = "overdue"}', "must be a list of texts"),
        ('per-file-ignores = {"*" = [1]}', "must be a list of texts"),
        ('severity = {duplicate-key = "note"}', "the severity of `duplicate-key` cannot be changed"),
    ],
)
def test_a_configuration_that_is_wrong(lint, toml: str, sentence: str):
    told, code = lint(toml=f"[lint]\n{toml}\n")
    assert code == 2
    assert sentence in "\n".join(told)


def test_an_unknown_rule_in_the_configuration_is_a_finding_there(lint):
    toml = '# lint\n[lint]\nselect = ["dates"]\nignore = ["overdu"]\n'
    assert lint(toml=toml) == ([*BOTH[1:], "ssetrack.toml:4:12 unknown-rule"], 0)
    assert lint("--strict")[1] == 1
    assert lint("--ignore", "unknown-rule")[0] == BOTH[1:]
    assert lint("--select", "dates")[0] == BOTH[1:]
    told, code = lint("--ignore", "overdu")
    assert (code, told[-1].strip()) == (2, "did you mean `overdue`?")
    toml = '# lint of our plans: overdu and others\n[lint]\nignore = ["overdue", "overdu"]\n'
    assert lint(toml=toml)[0] == [BOTH[0], "ssetrack.toml:3:23 unknown-rule"]


@pytest.mark.parametrize(
    "toml",
    [
        '# lint of our plans: date formats\n[lint]\nignore = ["dates", "«date"]\n',
        '[lint]\nignore = ["overdue-not", "«overdu"]\n',
        "[lint]\nselect = []  # 'date'\nignore = [\n  'dates', # \"date\", so far\n  '«date'\n]\n",
        'lang = "en"\nplans = ["date"]\nlint.ignore = ["dates", "«date"]\n[export]\nname = "date"\n',
        'lint = {ignore = ["dates"], severity = {«date = "error"}}\n',
        '[lint.severity]\n#date\ndates = "note"\n"«date" = "error"\n',
        '[lint]\nseverity.«date = "error"\n',
        '[ lint . "per-file-ignores" ]\n"date.yaml" = ["dates", """«date"""]\n',
        '[lint]\nignore = ["«ignore"]\n',
    ],
)
@pytest.mark.parametrize("shared", [False, True], ids=["ssetrack.toml", "pyproject.toml"])
def test_an_unknown_rule_is_found_where_it_is_written(toml: str, shared: bool):
    name = "ignore" if '"«ignore"' in toml else "overdu" if "overdu" in toml else "date"
    table = "lint"
    if shared:
        toml = '[tool.other.lint]\nignore = ["date", "overdu", "ignore"]\n' + (
            toml.replace("[lint", "[tool.ssetrack.lint").replace("[ lint", "[ tool . ssetrack.lint")
            if toml[0] in "[#"
            else f"[tool.ssetrack]\n{toml}".replace("[export]", "[tool.ssetrack.export]")
        )
        table = "tool.ssetrack.lint"
    text = toml.replace("«", "")
    tomllib.loads(text)
    found = names_in(text, table)[name]
    assert found.start == toml.index("«")
    assert text[found.start : found.end] == name


def test_the_settings_shown_are_a_configuration(lint, capsys):
    lint(toml='[lint]\nselect = ["dates"]\nignore = ["overdue"]\nper-file-ignores = {"b*" = ["schema"]}\n')
    capsys.readouterr()
    assert run(["lint", "--show-settings"]) == 0
    text = capsys.readouterr().out
    shown = tomllib.loads(text)["lint"]
    assert "ambiguous-date" in shown["select"]
    assert "duplicate-key" in shown["select"]
    assert "overdue" not in shown["select"]
    assert shown["severity"]["ambiguous-date"] == "error"
    assert shown["per-file-ignores"] == {"b*": ["schema"]}
    assert "# day: 2004-10-01 (UTC)" in text
    assert "#   plans/a.yaml" in text
    found = lint()
    assert lint(toml=text) == found


# Standard input


def test_standard_input_under_another_name(lint, repository: Path, monkeypatch):
    def typed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))

    typed(HEAD + LATE)
    assert lint("--stdin-filename", "plans/b.yaml", toml="") == (
        [one.replace("a.yaml", "b.yaml") for one in BOTH], 0,
    )  # fmt: skip
    typed(HEAD + LATE)
    toml = '[lint]\nper-file-ignores = {"plans/b.yaml" = ["overdue"]}\n'
    assert lint("-", "--stdin-filename", "plans/b.yaml", toml=toml)[0] == [
        "plans/b.yaml:4:6 unassigned-activity"
    ]
    assert lint("plans", "--stdin-filename", "b.yaml")[1] == 2
    before = (repository / "plans" / "a.yaml").read_bytes()
    typed(HEAD + LATE + "\n \n")
    assert lint("--stdin-filename", "plans/a.yaml", "--fix")[1] == 2
    assert (repository / "plans" / "a.yaml").read_bytes() == before


# Baselines


def test_what_the_baseline_knows_is_not_reported(lint, repository: Path):
    assert lint("--baseline", "known.json", "--write-baseline") == ([], 0)
    assert lint("--baseline", "known.json", "--strict") == ([], 0)
    plan = repository / "plans" / "a.yaml"
    plan.write_text("# moved\n\n" + HEAD + LATE, encoding="utf-8")
    assert lint("--baseline", "known.json", "--strict") == ([], 0)
    plan.write_text(HEAD + LATE + "  - {id: 2, title: Hosts, deadline: 2004-02}\n", encoding="utf-8")
    assert lint("--baseline", "known.json", "--strict") == (
        ["plans/a.yaml:5:6 unassigned-activity", "plans/a.yaml:5:37 overdue"], 1,
    )  # fmt: skip


def test_a_baseline_counts(lint, repository: Path):
    plan = repository / "plans" / "a.yaml"
    plan.write_text(
        HEAD + "owners: {w: Forum}\n" + LATE.replace("2004-02", "2005-02, owners: [x]"), encoding="utf-8"
    )
    lint("--baseline", "known.json", "--write-baseline")
    assert lint("--baseline", "known.json") == ([], 0)
    plan.write_text(plan.read_text(encoding="utf-8").replace("[x]", "[z, x]"), encoding="utf-8")
    found, code = lint("--baseline", "known.json")
    assert code == 1
    assert [one.partition(" ")[2] for one in found] == ["unknown-owner"] * 2


def test_a_baseline_says_what_is_gone(lint, repository: Path, capsys):
    (repository / "plans" / "b.yaml").write_text(HEAD + LATE, encoding="utf-8")
    lint("--baseline", "known.json", "--write-baseline")
    (repository / "plans" / "a.yaml").write_text(HEAD, encoding="utf-8")
    for arguments, number in (((), 2), (("--select", "dates"), 1), (("plans/b.yaml",), 0)):
        run(["lint", "--baseline", "known.json", *arguments])
        told = capsys.readouterr().err
        assert f"known.json: {number} saved problem" in told if number else not told


def test_a_baseline_has_stable_bytes_and_is_read_again(lint, repository: Path):
    lint("--baseline", "known.json", "--write-baseline")
    before = (repository / "known.json").read_bytes()
    lint("--baseline", "known.json", "--write-baseline")
    assert (repository / "known.json").read_bytes() == before
    assert json.loads(before) == {
        "version": 1,
        "findings": [
            {"plan": "a", "rule": "overdue", "id": "1", "field": "deadline", "count": 1},
            {"plan": "a", "rule": "unassigned-activity", "id": "1", "field": "", "count": 1},
        ],
    }


def test_no_baseline_knows_that_a_file_was_not_read_as_it_stands(lint, repository: Path):
    (repository / "plans" / "a.yaml").write_text(HEAD + "x-a: 1\nx-a: 2\n", encoding="utf-8")
    assert lint("--baseline", "known.json", "--write-baseline") == (["plans/a.yaml:4:1 duplicate-key"], 1)
    assert lint("--baseline", "known.json") == (["plans/a.yaml:4:1 duplicate-key"], 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "the baseline file `known.json` does not exist"),
        ("{", "`known.json` is not a baseline file"),
        ("[]", "`known.json` is not a baseline file"),
        ('{"version": "2.1.0", "runs": []}', "`known.json` is not a baseline file"),
        ('{"version": 99, "items": []}', "`known.json` is not a baseline file"),
        ('{"version": 1, "findings": [{"plan": "a"}]}', "`known.json` is not a baseline file"),
        ('{"version": 1, "findings": [3]}', "`known.json` is not a baseline file"),
        ('{"version": 2, "findings": []}', "another version"),
    ],
)
def test_a_baseline_that_cannot_be_read(lint, repository: Path, text: str | None, sentence: str):
    if text is not None:
        (repository / "known.json").write_text(text, encoding="utf-8")
    told, code = lint("--baseline", "known.json")
    assert code == 2
    assert sentence in told[0]


ROW = {"plan": "a", "rule": "id", "id": "1", "field": "title", "count": 1}
NO_TEXTS: tuple[object, ...] = (None, 1.5, [], {}, True)
STRANGE: dict[str, object] = {
    **{f"{name} is {value!r}": [{**ROW, name: value}] for name in ROW for value in NO_TEXTS},
    **{f"count is {value!r}": [{**ROW, "count": value}] for value in (0, -1, "1", 10**30)},
    **{f"{name} is a number": [ROW, {**ROW, name: 7}] for name in ROW if name != "count"},
    "no list": {"a": ROW},
    "not a mapping": [[*ROW]],
    "a text": "plan",
    "none": None,
}


@pytest.mark.parametrize("findings", STRANGE.values(), ids=STRANGE)
def test_a_strange_baseline_is_none(findings: object):
    good = {"version": 1, "findings": [ROW]}
    assert Baseline.from_text(json.dumps(good), "b.json").with_new_id("a", "activity", "1", "2").text()
    with pytest.raises(SsetrackError, match=r"`b\.json` is not a baseline file"):
        Baseline.from_text(json.dumps({**good, "findings": findings}), "b.json")


@pytest.mark.parametrize("row", [{"id": None}, {"field": 7}, {"count": "x"}, {"rule": []}], ids=str)
def test_a_strange_baseline_changes_nothing(repository: Path, capsys, row: dict[str, object]):
    rows = [ROW, {**ROW, "rule": "style", **row}]
    (repository / "baseline.json").write_text(json.dumps({"version": 1, "findings": rows}), "utf-8")
    plan = repository / "plans" / "a.yaml"
    plan.write_text("ssetrack: 1\nid: a\ntitle: A\nactivities: [{id: '1', title: T}]\n", "utf-8")
    before = plan.read_bytes()
    for words in (["lint", "plans/a.yaml"], ["rename", "1", "2", "--in", "plans/a.yaml"]):
        assert run([*words, "--baseline", "baseline.json"]) == 2
        assert "is not a baseline file" in capsys.readouterr().err
    assert plan.read_bytes() == before


def test_a_baseline_is_written_into_a_file_that_is_named(lint):
    assert lint("--write-baseline")[1] == 2


@pytest.mark.parametrize(
    ("configured", "arguments", "is_told"),
    [
        ("", [], False),
        ("", ["--select", "owner-without-contact"], True),
        ("", ["--select", "coverage"], False),
        ('[export]\nname = "Feeds"\n', [], True),
        ('[lint]\nselect = ["owner-without-contact"]\n', [], True),
        ('[export]\nname = "Feeds"\n', ["--ignore", "owner-without-contact"], False),
    ],
)
def test_who_is_to_be_written_to(tmp_path: Path, configured: str, arguments: list[str], is_told: bool):
    """An owner without an address is worth a note only where somebody writes to owners."""
    (tmp_path / "ssetrack.toml").write_text(configured, encoding="utf-8")
    plan = "ssetrack: 1\ntitle: T\nowners: {ana: Ana}\nactivities:\n"
    plan += "  - {id: a, title: A, owners: [ana], deadline: 2030}\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    _, output = console.run_here(["lint", "plan.yaml", "--today", "2026-01-01", *arguments], tmp_path, {})
    assert ("owner-without-contact" in output) is is_told, output
