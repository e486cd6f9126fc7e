"""Where findings point, one finding for each mistake, how fixes are written, and several plans together.

The tables are `tests/findings/*.txt`; what each rule says is in `test_rules.py`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from ssetrack.diagnostic import Finding, Severity
from ssetrack.lint import RULES, Settings
from ssetrack.source import read
from test_rules import HEAD, lint, written

SCHEMA = Settings(select=frozenset(["schema"]))
OWNERS = "owners: {marcos: Marcos, chilo: Chilo}\n"


def table(name: str) -> dict[str, tuple[str, str]]:
    """The blocks of `tests/findings/<name>.txt`: what a block shows, its plan, what is expected."""
    text = (TESTS / "findings" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = {}
    for block in text.split("\n# ")[1:]:
        head, _, body = block.partition("\n")
        shown, _, expected = head.rpartition(": ")
        blocks[shown] = (body.rstrip("\n") + "\n", expected)
    return blocks


PLACES, ONCE = table("places"), table("once")


def found(text: str | bytes, **how: object) -> list[str]:
    """The findings in one file, each as `line:column rule`."""
    return [f"{one.region.line}:{one.region.column} {one.rule}" for one in lint({"plan.yaml": text}, **how)]


def rules(text: str, **how: object) -> list[str]:
    return [one.rule for one in lint({"plan.yaml": text}, **how)]


def marked(text: str, finding: Finding) -> str:
    """What stands at a finding."""
    source = read(text.encode(), "plan.yaml")
    return source.text[slice(*finding.location.range)]


def fixed(text: str, finding: Finding) -> str:
    """The text with the edits of a finding made, as `--fix` will make them."""
    assert finding.fix is not None
    source = read(text.encode(), "plan.yaml")
    written_out = source.text
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.range, reverse=True):
        start, end = edit.range
        written_out = written_out[:start] + edit.text + written_out[end:]
    return written_out


def layouts(text: str) -> dict[str, str]:
    return {
        "as it is": text,
        "with CRLF": text.replace("\n", "\r\n"),
        "with a byte order mark": "\ufeff" + text,
        "behind many lines": text.replace("title: A plan\n", "title: A plan\nnotes: |\n  é\n  🌍\n\n\n  ü\n"),
    }


@pytest.mark.parametrize("layout", layouts(""))
@pytest.mark.parametrize("name", PLACES)
def test_a_finding_marks_the_token_at_fault(name: str, layout: str):
    body, rule = PLACES[name]
    shown = layouts(HEAD + body)[layout]
    text = shown.replace("§", "")
    # Quotes belong to the token of an element that is marked inside them.
    before, token, _ = shown.removeprefix("\ufeff").split("§")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    mine = [one for one in lint({"plan.yaml": text}) if one.rule == rule]
    if token == "zoe" and before.endswith("'"):
        token, column = "'zoe'", column - 1
    places = [(one.region.line, one.region.column, marked(text, one)) for one in mine]
    assert (line, column, token) in places
    assert written(lint({"plan.yaml": text}, pure=True)) == written(lint({"plan.yaml": text}))


# One mistake, one finding.


@pytest.mark.parametrize("name", ONCE)
def test_one_mistake_is_one_finding(name: str):
    body, expected = ONCE[name]
    assert ", ".join(rules(HEAD + body)) == expected.replace("nothing", "")


def test_an_idle_owner_may_be_the_one_who_was_meant():
    body = OWNERS + "lead: [marcos]\nactivities: [{id: a, title: T, deadline: 2005, owners: [chilos]}]\n"
    findings = lint({"plan.yaml": HEAD + body})
    assert [(one.rule, str(one.help)) for one in findings] == [
        ("idle-owner", "if `chilos` means `chilo`, change it to `chilo`"),
        ("unknown-owner", "change it to `chilo`, or add `chilos` under `owners:`"),
    ]


def test_a_misspelt_field_among_languages():
    (finding,) = lint({"plan.yaml": HEAD + "goals: {A: {titel: One}}\nlead: [x]\nx-a: b\n"}, settings=SCHEMA)
    assert str(finding.help) == "change it to `title`"


# Several plans together.

NORTH = (
    f"{HEAD}id: north\nowners: {{marcos: Marcos}}\n"
    "activities: [{id: a, title: T, deadline: 2005-06, owners: [marcos]}]\n"
)
SOUTH = NORTH.replace("north", "south")


def across(**files: str) -> list[str]:
    findings = lint({f"{name}.yaml": text for name, text in files.items()})
    return [
        f"{one.path} {one.rule}"
        + "".join(f" <- {other.location.path}:{other.location.region.line}" for other in one.related)
        for one in findings
    ]


def test_plans_do_not_share_ids():
    assert across(north=NORTH, south=SOUTH) == []
    again = SOUTH.replace("id: south", "id: north")
    assert across(north=NORTH, south=again) == ["south.yaml duplicate-id <- north.yaml:3"]


def test_two_files_of_one_name_are_two_plans_of_one_id():
    plain = HEAD + "lead: [x]\n"
    findings = lint({"a/plan.yaml": plain, "b/plan.yaml": plain})
    assert [(one.path, one.region.line, one.rule) for one in findings] == [("b/plan.yaml", 1, "duplicate-id")]


def test_another_plans_items_are_judged_where_it_is_read():
    waiting = NORTH.replace("owners: [marcos]", "after: [south:b], owners: [marcos]")
    assert across(north=waiting) == []
    assert across(north=waiting, south=SOUTH) == ["north.yaml unknown-prerequisite"]
    late = SOUTH.replace("id: a,", "id: b,").replace("2005-06", "2005-09")
    assert across(north=waiting, south=late) == ["north.yaml due-before-prerequisite <- south.yaml:5"]


def test_a_circle_through_two_plans_is_told_once():
    one = NORTH.replace("owners: [marcos]", "after: [south:a], owners: [marcos]")
    other = SOUTH.replace("owners: [marcos]", "after: [north:a], owners: [marcos]")
    findings = lint({"n.yaml": one, "s.yaml": other})
    assert [str(finding.message) for finding in findings] == [
        "these wait for each other in a circle: `north:a` → `south:a` → `north:a`"
    ]
    assert findings[0].path == "s.yaml"


def test_owners_of_two_plans_that_nearly_share_a_slug():
    assert across(north=NORTH, south=SOUTH.replace("marcos", "marcoz")) == [
        "south.yaml near-duplicate-id <- north.yaml:4"
    ]


# Fixes.

FIXES = {
    "in the quotes that were there": (OWNERS + "lead: ['marcso', chilo]\n", "['marcos', chilo]"),
    "without quotes": (OWNERS + "lead: [ marcso, chilo ]\n", "[ marcos, chilo ]"),
    "part of a text": (
        OWNERS + "lead: [marcos, chilo]\nactivities:\n- {id: a, title: T, deadline: 2 days after forun}\n"
        "- {id: forum, title: U, deadline: 2005}\n",
        "2 days after forum}",
    ),
    "a misspelt field": (
        "activities:\n- {id: a, title: T, 'dedline': 2005, owners: [x]}\n",
        "'deadline': 2005",
    ),
    "a choice in quotes": (
        'activities:\n- {id: a, title: T, priority: "HIGH", deadline: 2005, owners: [x]}\n',
        '"high"',
    ),
    "a date that needs quotes nowhere": ("period: 15 mars 2004\n", "period: 2004-03-15\n"),
    "an element of lines": (OWNERS + "lead:\n- marcos\n- chilo\n- marcos\n", "- marcos\n- chilo\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXES)
def test_a_fix_changes_its_place_alone(name: str):
    body, expected = FIXES[name]
    offered = [one for one in lint({"plan.yaml": HEAD + body}) if one.fix is not None]
    assert len(offered) == 1
    after = fixed(HEAD + body, offered[0])
    assert expected in after
    assert [one.rule for one in lint({"plan.yaml": after})].count(offered[0].rule) == 0


@pytest.mark.parametrize(
    "body",
    [
        OWNERS + "lead: [&who marcso, *who, chilo]\n",
        OWNERS + "x-lead: &leads [marcso, chilo]\nlead: *leads\n",
        OWNERS + "x-base: &base {lead: [marcso], notes: N}\nsections:\n- <<: *base\n  title: T\n",
        OWNERS + "lead:\n- >-\n  marcso\n- chilo\n",
        "activities:\n- {id: a, title: T, x-status: &s DONE, status: *s, deadline: 2005}\n",
    ],
)
def test_no_fix_where_it_would_change_more_than_its_place(body: str):
    findings = [
        one for one in lint({"plan.yaml": HEAD + body}) if one.rule in ("unknown-owner", "invalid-choice")
    ]
    assert findings
    assert all(one.fix is None for one in findings)


# Size.


def test_a_chain_as_long_as_the_plan():
    many = 3_000  # three times as deep as Python calls itself
    chain = "".join(f"- {{id: a{n}, title: T{n}, deadline: 2005, after: [a{n + 1}]}}\n" for n in range(many))
    body = HEAD + "activities:\n" + chain
    only = Settings(select=frozenset(["dependency-cycle"]))
    closed = body + f"- {{id: a{many}, title: T, deadline: 2005, after: [a0]}}\n"
    assert lint({"a": body}, settings=only) == ()
    assert len(lint({"a": closed}, settings=only)) == 1


def test_names_are_compared_in_no_time():
    """Ten thousand ids, as many unknown ones: nobody waits for all pairs to be compared."""
    many = 4_000
    rows = [
        f"- {{id: w{n}-report, title: T{n}, deadline: 2005, after: [q{n}-repart]}}\n" for n in range(many)
    ]
    before = process_time()
    findings = lint({"a": HEAD + "activities:\n" + "".join(rows)})
    assert len(findings) >= many
    assert process_time() - before < 20


def test_the_day_is_an_input():
    body = HEAD + "activities:\n- {id: a, title: T, deadline: 2005-06, owners: [x]}\n"
    assert found(body, today=date(2005, 6, 30)) == []
    assert found(body, today=date(2005, 7, 1)) == ["4:31 overdue"]


BROKEN = {"look-alike-character", "tab-indentation", "not-utf8", "control-character"}
"""Rules whose example cannot be read as it is: once mended, the plan's own mistakes come to light."""

EXAMPLES = [name for name, rule in RULES.items() if rule.fix]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_fixes_of_the_examples_mend_them(name: str):
    """Each fix of the bad example, made alone, takes its finding away and brings no error."""
    data = (TESTS / "rules" / f"{name}.bad.yaml").read_bytes()
    text = read(data, "plan.yaml").text
    findings = lint({"plan.yaml": data})
    offered = [one for one in findings if one.rule == name and one.fix is not None]
    assert offered
    for one in offered:
        after = lint({"plan.yaml": fixed(text, one)})
        assert said(after)[one.rule] < said(findings)[one.rule]
        if one.rule not in BROKEN:
            new = [other for other in after if other.severity is Severity.ERROR]
            assert len(new) <= sum(other.severity is Severity.ERROR for other in findings)


BROKEN = {"look-alike-character", "tab-indentation", "not-utf8", "control-character"}
"""Rules whose example cannot be read as it is: once mended, the plan's own mistakes come to light."""


def said(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(one.rule for one in findings)


# Robustness.

FRAGMENTS = [
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "\n",
    "  ",
    " #",
    "&a ",
    "*a",
    "<<: *a\n",
    "1.1",
    "marcos",
]
FRAGMENTS += [
    "?",
    "~",
    "2004",
    "\t",
    "é",
    "🌍",
    "|",
    ">",
    ",",
    "x-a: ",
    "after: [1.1]\n",
    "when: 2004-02-30\n",
]
EXAMPLE_TEXTS = [
    path.read_bytes().decode(errors="replace")
    for path in sorted((TESTS / "rules").glob("*.bad.yaml"))
    if "over-limit" not in path.name
]


@given(
    st.sampled_from(EXAMPLE_TEXTS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(FRAGMENTS)), max_size=4),
)
def test_whatever_a_file_holds_lint_says_where(text: str, changes: list[tuple[float, int, str]]):
    """No exception, and every finding and edit stands in the file."""
    for where, length, fragment in changes:
        at = int(where * len(text))
        text = text[:at] + fragment + text[at + length :]
    source = read(text.encode(), "plan.yaml")
    for one in lint({"plan.yaml": text}):
        edits = one.fix.edits if one.fix is not None else ()
        for start, end in (one.location.range, *(edit.range for edit in edits)):
            assert 0 <= start <= end <= len(source.text)
        assert str(one.message)
        assert str(one.help)
