"""What lint writes for CI services, each from the same plans: most are broken, one is clean.

Golden files are in tests/ci: `findings.<format>`. Services' own schemas are read from ../shared/schemas; a
clone without that folder skips two tests.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import ROOT, TESTS
from ssetrack import __version__
from ssetrack.cli.lint.formats import Format
from ssetrack.cli.run import run
from ssetrack.diagnostic import Finding, Lines, Location, Range
from ssetrack.formats.ci.github import github
from ssetrack.formats.ci.gitlab import gitlab
from ssetrack.formats.ci.junit import junit
from ssetrack.formats.ci.sarif import sarif
from ssetrack.language.message import message
from ssetrack.lint import RULES

SCHEMAS = ROOT.parent / "shared" / "schemas"
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="needs the folder ../shared/schemas")

BROKEN = (
    "unknown-owner",  # several findings, unsafe fixes
    "not-utf8",  # a file that cannot be read
    "duplicate-id",  # a second place
    "overdue",  # depends on the day
    "reread-value",  # safe fixes
    "whitespace",  # a byte order mark, line ends of two kinds
    "unused-ignore",
)

FORMATS = tuple(one.value for one in Format)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the plans, from whose root lint is run."""
    (tmp_path / ".git").mkdir()
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in BROKEN:
        shutil.copy(TESTS / "rules" / f"{name}.bad.yaml", plans / f"{name}.yaml")
    shutil.copy(TESTS / "rules" / "overdue.good.yaml", plans / "clean.yaml")
    shutil.copy(TESTS / "ci" / "odd.yaml", plans / "été 100%, a:b.yaml")  # no name for a checkout on Windows
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2004-10-01")
    return tmp_path


def lint(repository: Path, written: str, *more: str) -> str:
    """What lint writes into a file, in a format."""
    result = repository / "result"
    code = run(["lint", *more, "--output-format", written, "--output-file", str(result)])
    assert code in (0, 1)
    return result.read_bytes().decode()


@pytest.mark.parametrize("written", FORMATS)
def test_the_golden_file(written: str, repository: Path, golden):
    text = lint(repository, written)
    if written == "sarif":  # the pages of the rules are tested where they stand
        log = json.loads(text)
        driver = log["runs"][0]["tool"]["driver"]
        assert driver["semanticVersion"] == __version__
        driver["semanticVersion"], driver["rules"] = "0", []
        for result in log["runs"][0]["results"]:
            del result["ruleIndex"]
        text = json.dumps(log, indent=1, ensure_ascii=False) + "\n"
    golden(text, f"ci/findings.{written}")


@pytest.mark.parametrize("written", FORMATS)
def test_twice_the_same(written: str, repository: Path):
    assert lint(repository, written) == lint(repository, written)


@pytest.mark.parametrize("written", ["github", "gitlab", "sarif", "junit"])
def test_paths_are_those_of_the_repository(written: str, repository: Path, monkeypatch):
    expected = lint(repository, written)
    monkeypatch.chdir(repository / "plans")
    assert lint(repository, written, "..") == expected


# GitHub


def one(rule: str, number: int = 1, path: str = "plans/a.yaml", **fields: object) -> Finding:
    """A finding of a rule, on a line of its own."""
    known = RULES[rule]
    start = 3 * (number - 1)
    where = Location(path, Range(start, start + 2), Lines("ab\n" * number))
    base = Finding(where, known.severity, rule, known.family, message("it"))
    return base._replace(**fields)


def test_github_escapes_what_it_reads_as_its_own():
    finding = one("overdue", path="a,b:c%.yaml", message=message("50 %\r\n::error::x"), help=message("do"))
    line = github([finding], ["a,b:c%.yaml"]).split("\n")[0]
    assert line == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=3,title=overdue (dates)"
        "::50 %25 ::error::x%0Ado"
    )


def test_github_shows_errors_first_and_ten_of_each_with_the_true_total():
    findings = [
        one(rule, number) for number in range(1, 13) for rule in ("overdue", "whitespace", "unknown-owner")
    ]
    lines = github(findings, ["plans/a.yaml"]).splitlines()
    levels = [line.partition(" ")[0] for line in lines]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 9 + ["also"] * 7 + ["::notice"]
    assert lines[-1].startswith("::notice title=ssetrack::12 errors, 12 warnings, 12 notes (1 file)")
    assert "also plans/a.yaml:11:1: error: it [unknown-owner]" in lines


def test_github_by_itself_in_its_actions(repository: Path, monkeypatch, capsys):
    for name, expected in (("true", "::error"), ("false", "plans/")):
        monkeypatch.setenv("GITHUB_ACTIONS", name)
        assert run(["lint"]) == 1
        assert capsys.readouterr().out.startswith(expected)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(["lint", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("plans/")


# GitLab


def test_gitlab_has_what_it_documents(repository: Path):
    issues = json.loads(lint(repository, "gitlab"))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 0 < issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert gitlab([], ["a.yaml"]) == "[]\n"


def test_a_fingerprint_does_not_know_the_line(repository: Path):
    plan = repository / "plans" / "unknown-owner.yaml"
    before = {issue["fingerprint"]: issue for issue in json.loads(lint(repository, "gitlab", str(plan)))}
    plan.write_text("# a comment\n\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    after = {issue["fingerprint"]: issue for issue in json.loads(lint(repository, "gitlab", str(plan)))}
    assert before.keys() == after.keys()
    assert before != after


# SARIF


@needs_schemas
def test_sarif_is_valid(repository: Path):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema)
    for log in (lint(repository, "sarif"), sarif([], [])):
        assert [error.message for error in checker.iter_errors(json.loads(log))] == []


def test_sarif_says_how_columns_count_and_where_files_are(repository: Path):
    (run_,) = json.loads(lint(repository, "sarif"))["runs"]
    assert run_["columnKind"] == "unicodeCodePoints"
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules)
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (repository / unquote(uri)).is_file()
        assert re.fullmatch("[A-Za-z0-9/._~%-]+", uri)


def test_sarif_without_findings_has_results(repository: Path):
    (run_,) = json.loads(lint(repository, "sarif", "plans/clean.yaml"))["runs"]
    assert run_["results"] == []
    assert run_["artifacts"] == [{"location": {"uri": "plans/clean.yaml"}}]


def test_sarif_fixes_mend_the_file(repository: Path):
    """Whoever applies the replacements gets what `--fix --unsafe-fixes` writes."""
    plan = repository / "plans" / "reread-value.yaml"
    (run_,) = json.loads(lint(repository, "sarif", str(plan)))["runs"]
    fixes = [fix for result in run_["results"] for fix in result.get("fixes", ())]
    assert fixes
    replacements = [
        one for fix in fixes for change in fix["artifactChanges"] for one in change["replacements"]
    ]
    lines = plan.read_text(encoding="utf-8").split("\n")
    for one_ in sorted(replacements, key=lambda each: -each["deletedRegion"]["startColumn"]):
        region = one_["deletedRegion"]
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = (
            line[: region["startColumn"] - 1]
            + one_["insertedContent"]["text"]
            + line[region["endColumn"] - 1 :]
        )
    run(["lint", "--fix", "--unsafe-fixes", str(plan)])
    assert plan.read_text(encoding="utf-8") == "\n".join(lines)


# JUnit


@needs_schemas
def test_junit_is_valid(repository: Path):
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    for text in (lint(repository, "junit"), junit([], []), junit([], ["a.yaml"])):
        schema.validate(text.partition("\n")[2])


def test_junit_counts_a_clean_file_as_passed():
    assert '<testcase name="lint" classname="a.yaml" />' in junit([], ["a.yaml"])
    assert 'tests="1" failures="0"' in junit([], ["a.yaml"])


def test_junit_leaves_out_what_xml_cannot_hold():
    text = junit([one("overdue", message=message("a\x00\x1b[1m\ufffe\ud800<&]]>"))], [])
    assert "a\ufffd\ufffd[1m\ufffd\ufffd&lt;&amp;]]&gt;" in text


# Exit codes and where results go


def test_exit_codes(repository: Path, capsys):
    assert run(["lint", "--exit-zero"]) == 0
    assert run(["lint", "plans/overdue.yaml"]) == 0
    assert run(["lint", "plans/overdue.yaml", "--strict"]) == 1
    assert run(["lint", "plans/overdue.yaml", "--strict", "--exit-zero"]) == 0
    assert run(["lint", "nowhere", "--exit-zero"]) == 2
    empty = repository / "empty"
    empty.mkdir()
    assert run(["lint", "empty"]) == 2
    assert run(["lint", "empty", "--allow-empty"]) == 0
    capsys.readouterr()
    assert run(["lint", "empty", "--allow-empty", "--output-format", "gitlab"]) == 0
    assert capsys.readouterr().out == "[]\n"
