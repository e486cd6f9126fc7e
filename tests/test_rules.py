"""The rules of `lint`, as a whole and one by one.

Every rule finds what its bad example shows, and nothing of the kind in its good one:
`tests/rules/<name>.bad.yaml` and `.good.yaml` belong to a rule; `<name>.bad.out` is what `lint` says of the
bad one, rewritten by `make golden`. Read together, the `.out` files show all messages.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from datetime import date

import pytest

from conftest import ROOT, TESTS, TODAY
from snapshots import snapshot_of
from ssetrack.diagnostic import Finding, Region, Severity, SsetrackError
from ssetrack.lint import FAMILIES, RULES, Settings, check, rule_named
from ssetrack.terminal.rule_page import rule_data

FOLDER = TESTS / "rules"
HEAD = "ssetrack: 1\ntitle: A plan\n"


def lint(
    files: dict[str, str | bytes],
    *,
    today: date = TODAY,
    pure: bool = False,
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    """All findings in these files, a text or bytes under each path."""
    return check(snapshot_of(files, today, pure=pure), settings or Settings(feeds=False))


def found(text: str | bytes, **how: object) -> list[str]:
    """The findings in one file, each as `line:column rule`."""
    return [f"{one.region.line}:{one.region.column} {one.rule}" for one in lint({"plan.yaml": text}, **how)]


def written(findings: Iterable[Finding]) -> str:
    """Findings as the golden files have them."""
    lines = []
    for one in findings:
        lines.append(f"{one.path}:{place(one.region)}: {one.severity}: {one.message} [{one.rule}]")
        if one.item or one.field:
            lines.append(f"    about: {one.item or '-'} {one.field}".rstrip())
        lines += [
            f"    see {other.location.path}:{place(other.location.region)}: {other.message}"
            for other in one.related
        ]
        if one.help is not None:
            lines.append(f"    help: {one.help}")
        edits = one.fix.edits if one.fix is not None else ()
        lines += [
            f"    {one.fix.safety} fix at {place(one.location.lines.region(edit.range))}: {edit.text!r}"
            for edit in edits
        ]
    return "\n".join(lines) + "\n"


def place(region: Region) -> str:
    """`line:column-column`, or with the line of the end where that is another."""
    end = f"{region.end_line}:" if region.end_line != region.line else ""
    return f"{region.line}:{region.column}-{end}{region.end_column}"


def example(name: str, kind: str, *, pure: bool = False) -> tuple[Finding, ...]:
    """The findings in an example of a rule."""
    data = (FOLDER / f"{name}.{kind}.yaml").read_bytes()
    settings = Settings(feeds=name == "owner-without-contact", whole=True)
    return lint({f"{name}.{kind}.yaml": data}, settings=settings, pure=pure)


@pytest.mark.parametrize("name", RULES)
def test_the_bad_example(name: str, golden):
    findings = example(name, "bad")
    golden(written(findings), f"rules/{name}.bad.out")
    mine = [one for one in findings if one.rule == name]
    assert mine
    for one in mine:
        assert one.family == RULES[name].family
        assert one.help is not None
        assert RULES[name].fix or one.fix is None
        if RULES[name].fix in ("safe", "unsafe") and one.fix is not None:
            assert one.fix.safety == RULES[name].fix
    others = {one.rule for one in findings if one.rule != name and one.severity is Severity.ERROR}
    assert not others, "an example shows one mistake"


@pytest.mark.parametrize("name", RULES)
def test_the_good_example(name: str):
    findings = example(name, "good")
    assert [one for one in findings if one.rule == name or one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_both_parsers_give_the_same_findings(name: str, kind: str):
    assert written(example(name, kind, pure=True)) == written(example(name, kind))


def test_no_example_without_a_rule():
    assert {path.name.partition(".")[0] for path in FOLDER.iterdir()} == set(RULES)


# What docs/rules.md was to hold, before there was a rule: name, family, severity, fix.
PROMISED = """
yaml:
  error unsafe: not-utf8 control-character tab-indentation look-alike-character
  error: yaml-syntax duplicate-key more-than-one-document over-limit custom-tag
  warning unsafe: text-cut-at-hash
schema:
  error unsafe: unknown-field invalid-id unknown-language unknown-timezone
  error: missing-field format-version conflicting-fields
  error safe: wrong-type
  error safe or unsafe: invalid-choice
  note safe: reread-value
references:
  error unsafe: unknown-owner unknown-goal unknown-prerequisite
  error: duplicate-id dependency-cycle
  warning safe: repeated-reference
  warning: near-duplicate-id
dates:
  error unsafe: impossible-date
  error: ambiguous-date unreadable-date vague-date date-without-year week-or-season
  note safe: written-out-date
  error: outside-period due-before-prerequisite end-before-start completed-in-future
  warning: overdue completion-conflict time-without-zone clock-change undecided-alternatives
  note: done-without-date
coverage:
  warning: unassigned-activity undated-activity goal-never-served overlapping-events
  warning: needs-cancelled-activity done-before-prerequisite duplicate-title
  note: activity-without-goal idle-owner owner-without-contact empty-section missing-translation
style:
  note safe: whitespace
  note: placeholder-text
  warning safe: unused-ignore
  warning: unknown-rule
"""


def promised() -> dict[str, tuple[str, str, str]]:
    found, family = {}, ""
    for line in PROMISED.split("\n"):
        head, _, names = line.strip().partition(":")
        if not names:
            family = head or family
        for name in names.split():
            severity, _, fix = head.partition(" ")
            found[name] = (family, severity, fix)
    return found


def test_every_promised_rule_is_there_with_its_family_severity_and_fix():
    made = {rule.name: (rule.family, rule.severity.value, rule.fix) for rule in RULES.values()}
    assert promised().items() <= made.items()
    assert tuple(dict.fromkeys(rule.family for rule in RULES.values())) == FAMILIES


def test_rules_that_look_at_the_day_say_so():
    named = {rule.name for rule in RULES.values() if rule.depends_on_day}
    assert named == {"overdue", "completed-in-future", "undecided-alternatives", "unused-ignore"}


def test_what_changes_from_one_day_to_the_next_is_said_to_depend_on_it():
    for name in RULES:
        for kind in ("bad", "good"):
            data = (FOLDER / f"{name}.{kind}.yaml").read_bytes()
            days = [lint({"a": data}, today=day) for day in (date(2000, 1, 1), TODAY, date(2030, 1, 1))]
            others = [[one for one in day if not RULES[one.rule].depends_on_day] for day in days]
            assert others[0] == others[1] == others[2], name


@pytest.mark.parametrize("name", RULES)
def test_a_page_tells_what_why_and_how(name: str):
    text = rule_named(name).page
    summary, blank, *_ = text.split("\n")
    assert summary.endswith(".")
    assert not blank
    assert "\nBad" in text
    assert "\nGood" in text
    assert rule_named(name).summary == summary


def test_a_rule_as_data():
    data = rule_data(RULES["not-utf8"])
    assert data.pop("page") == RULES["not-utf8"].page
    assert data == {
        "name": "not-utf8", "family": "yaml", "severity": "error", "fix": "unsafe", "depends_on_day": False,
        "summary": "The file is not saved as UTF-8.",
    }  # fmt: skip


@pytest.mark.slow
def test_every_problem_belongs_to_a_rule():
    """Whatever reading, loading and dating call a problem is the name of a rule."""
    names = set()
    for path in (ROOT / "src" / "ssetrack").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "Problem(" in text else ():
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in ("Problem", "DateProblem") and isinstance(first, ast.Constant):
                names.add(first.value)
    assert names <= set(RULES)
    assert len(names) > 20


# Choosing


def test_select_and_ignore_take_rules_and_families():
    text = HEAD + "activities:\n  - {id: 1, title: Meet, deadline: 15 mars 2005 , after: [x]}\n"
    assert found(text) == ["4:6 unassigned-activity", "4:36 written-out-date", "4:59 unknown-prerequisite"]
    for select, ignore, expected in (
        (["dates"], [], ["written-out-date"]),
        (["dates", "unknown-prerequisite"], [], ["written-out-date", "unknown-prerequisite"]),
        (None, ["dates", "coverage"], ["unknown-prerequisite"]),
        (["references"], ["unknown-prerequisite"], []),
    ):
        settings = Settings(None if select is None else frozenset(select), frozenset(ignore))
        assert [one.rule for one in lint({"a": text}, settings=settings)] == expected


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("unknown-onwer", "did you mean `unknown-owner`?"),
        ("date", "did you mean `dates`?"),
        ("e501", "lists the rules"),
    ],
)
def test_an_unknown_name_is_refused(name: str, help_: str):
    for settings in (Settings(select=frozenset([name])), Settings(ignore=frozenset([name]))):
        with pytest.raises(SsetrackError) as caught:
            lint({"a": HEAD}, settings=settings)
        assert str(caught.value) == f"unknown rule `{name}`"
        assert help_ in str(caught.value.help)
    with pytest.raises(SsetrackError):
        rule_named(name)


def test_a_broken_file_is_reported_beside_the_others():
    files = {"b.yaml": HEAD + 'x-a: "open\n', "a.yaml": HEAD + "lead: [x, x]\n"}
    assert [(one.path, one.rule) for one in lint(files)] == [
        ("a.yaml", "repeated-reference"),
        ("b.yaml", "yaml-syntax"),
    ]


@pytest.mark.parametrize(
    ("body", "rule"),
    [("x-a: [\n", "yaml-syntax"), ("x-a: 1\nx-a: 2\n", "duplicate-key"), ("x-a: !!str 1\n", "custom-tag")],
)
def test_nothing_silences_that_a_file_was_not_read_as_it_stands(body: str, rule: str):
    for settings in (Settings(select=frozenset(["dates"])), Settings(ignore=frozenset(["yaml", rule]))):
        assert [one.rule for one in lint({"a": HEAD + body}, settings=settings)] == [rule]
    newer = HEAD.replace("ssetrack: 1", "ssetrack: 2")
    only_dates = Settings(select=frozenset(["dates"]))
    assert [one.rule for one in lint({"a": newer}, settings=only_dates)] == ["format-version"]
    cut = Settings(ignore=frozenset(["text-cut-at-hash"]))
    assert lint({"a": HEAD + "notes: Room #3\n"}, settings=cut) == ()
