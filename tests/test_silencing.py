"""Comments that silence findings, and the two rules that judge these comments."""

from __future__ import annotations

import pytest

from conftest import TODAY
from ssetrack.edit.fixes import outcome_of_fixes
from ssetrack.lint import Settings
from ssetrack.source import read
from test_rules import HEAD, found, lint

TWO = """\
activities:
  - id: 1.1
    title: Hall
    deadline: 2004-02
  - id: 1.2
    title: Hosts
    deadline: 2004-02
"""
PLAIN = ["4:5 unassigned-activity", "6:15 overdue", "7:5 unassigned-activity", "9:15 overdue"]


def silenced(plan: str, **how: object) -> list[str]:
    """What is still found in a plan that begins with the usual two lines."""
    return found(HEAD + plan, **how)


def with_line(number: int, comment: str) -> str:
    """The two activities with a comment on a line of its own, above that line of theirs (from 1)."""
    lines = TWO.splitlines(keepends=True)
    return "".join((*lines[: number - 1], comment + "\n", *lines[number - 1 :]))


def at_end(number: int, comment: str) -> str:
    """The two activities with a comment at the end of a line (from 1)."""
    lines = TWO.splitlines()
    lines[number - 1] += f"  {comment}"
    return "\n".join(lines) + "\n"


def test_without_comments():
    assert silenced(TWO) == PLAIN


@pytest.mark.parametrize(
    "comment",
    [
        "# ssetrack: ignore[overdue]",
        "# ssetrack: ignore[overdue] the hall decides",
        "#ssetrack:ignore[overdue]",
        "# ssetrack: ignore[ overdue ]: later",
        "# ssetrack:  ignore [overdue]",
        "# ssetrack: ignore[dates] a whole family",
        "# SSETRACK: ignore[overdue]",
        "# ssetrack: Ignore[overdue]",
        "# the hall decides # ssetrack: ignore[overdue]",
        "# the hall decides, see #12 # ssetrack: ignore[overdue] really",
        "# noqa #ssetrack: ignore[overdue]",
    ],
)
def test_at_the_end_of_a_line_that_line_is_silenced(comment: str):
    assert silenced(at_end(4, comment)) == [PLAIN[0], *PLAIN[2:]]


def test_several_rules_in_one_comment():
    plan = (
        HEAD
        + "activities:\n  - {id: 1, title: A, deadline: 2004-02}"
        + "  # ssetrack: ignore[overdue, unassigned-activity]\n"
    )
    assert found(plan) == []


@pytest.mark.parametrize("indent", ["", "  ", "        "])
def test_above_an_item_the_item_is_silenced(indent: str):
    comment = f"{indent}# ssetrack: ignore[overdue, unassigned-activity] both"
    assert silenced(with_line(2, comment)) == ["8:5 unassigned-activity", "10:15 overdue"]
    assert silenced(with_line(5, comment)) == PLAIN[:2]


def test_blank_lines_and_other_comments_may_stand_between():
    above = (
        "  # ssetrack: ignore[overdue] one\n\n  # what it is about\n  # ssetrack: ignore[coverage] another"
    )
    assert silenced(with_line(5, above)) == PLAIN[:2]


def test_behind_a_dash_it_means_the_item():
    plan = TWO.replace("  - id: 1.1\n", "  - # ssetrack: ignore[overdue, coverage]\n    id: 1.1\n")
    assert silenced(plan) == ["8:5 unassigned-activity", "10:15 overdue"]


def test_above_a_field_the_field_is_silenced():
    assert silenced(with_line(4, "    # ssetrack: ignore[overdue]")) == [
        PLAIN[0],
        "8:5 unassigned-activity",
        "10:15 overdue",
    ]
    milestones = TWO.replace(
        "    deadline: 2004-02\n", "    milestones:\n      - {id: a, title: A, deadline: 2004-02}\n", 1
    )
    above = milestones.replace("    milestones", "    # ssetrack: ignore[overdue]\n    milestones")
    assert [one for one in silenced(above) if "overdue" in one] == ["11:15 overdue"]


def test_an_item_behind_an_anchor():
    anchored = with_line(2, "  # ssetrack: ignore[overdue, coverage]").replace(
        "- id: 1.1", "- &one\n    id: 1.1"
    )
    assert silenced(anchored) == ["9:5 unassigned-activity", "11:15 overdue"]


def test_a_comment_above_an_alias_covers_no_other_item():
    plan = (
        "owners: {w: Forum}\nx-a: &one {id: 1, title: A, deadline: 2005-02, owners: [w]}\nactivities:\n"
        "  # ssetrack: ignore[unknown-owner]\n"
        "  - *one\n"
        "  - {id: 2, title: B, deadline: 2005-02, owners: [x]}\n"
    )
    assert "8:51 unknown-owner" in silenced(plan)


def test_ignore_file_stands_at_the_top():
    comment = "# ssetrack: ignore-file[overdue, coverage] old\n"
    assert found(comment + HEAD + TWO) == []
    assert found("# about this plan\n\n---\n" + comment + HEAD + TWO) == []
    lower = found(HEAD + comment + TWO)
    assert [one for one in lower if "unused" not in one] == [
        "5:5 unassigned-activity",
        "7:15 overdue",
        "8:5 unassigned-activity",
        "10:15 overdue",
    ]
    assert "3:25 unused-ignore" in lower


def test_within_a_text_it_is_no_comment():
    plan = at_end(3, "").replace("title: Hall  ", 'title: "Hall # ssetrack: ignore-file[overdue]"')
    assert silenced(plan) == PLAIN


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("x-a: 1\nx-a: 2 {}\n", "duplicate-key"),
        ("x-a: !!str 1 {}\n", "custom-tag"),
        ("x-a: [ {}\n", "yaml-syntax"),
    ],
)
def test_the_file_itself_is_never_silenced(body: str, rule: str):
    for names in (rule, "yaml", f"{rule}, yaml"):
        rules = [
            one.rule
            for one in lint(
                {
                    "a": f"# ssetrack: ignore-file[{names}]\n"
                    + HEAD
                    + body.format(f"# ssetrack: ignore[{names}]")
                }
            )
        ]
        assert rule in rules
        (kept,) = lint(
            {"a": HEAD + body.replace(" {}", "")},
            settings=Settings(ignore_in={"a": frozenset([rule, "yaml"])}),
        )
        assert kept.rule == rule


def test_text_cut_at_hash_can_be_silenced():
    cut = (
        "activities:\n  # ssetrack: ignore[text-cut-at-hash]\n"
        "  - {id: 1, title: A, owners: [w],\n     deadline: 2005-02, where: Room #3\n    }\n"
    )
    assert "text-cut-at-hash" not in str(silenced(cut))
    assert "text-cut-at-hash" in str(silenced(cut.replace("  # ssetrack: ignore[text-cut-at-hash]\n", "")))


# Judging the comments


def test_unused_is_judged_only_if_its_rule_ran():
    plan = HEAD + TWO.replace("1.1", "1.1  # ssetrack: ignore[idle-owner] x")
    assert "4:33 unused-ignore" in found(plan)
    for settings in (
        Settings(select=frozenset(["unused-ignore", "overdue"])),
        Settings(ignore=frozenset(["idle-owner"])),
        Settings(ignore=frozenset(["coverage"])),
        Settings(ignore_in={"plan.yaml": frozenset(["idle-owner"])}),
        Settings(ignore=frozenset(["unused-ignore"])),
    ):
        assert "unused-ignore" not in str(found(plan, settings=settings))


def test_unused_families_are_judged_if_all_their_rules_ran():
    plan = HEAD + TWO.replace("1.1", "1.1  # ssetrack: ignore[schema] x")
    assert "4:33 unused-ignore" in found(plan)
    assert "unused-ignore" not in str(found(plan, settings=Settings(ignore=frozenset(["reread-value"]))))


def test_a_comment_may_silence_that_it_is_unused():
    plan = HEAD + TWO.replace("1.1", "1.1  # ssetrack: ignore[idle-owner, unused-ignore] x")
    assert "unused-ignore" not in str(found(plan))


def test_an_unknown_rule_has_its_nearest_name():
    (one,) = [
        each
        for each in lint({"a": HEAD + at_end(4, "# ssetrack: ignore[overdu]")})
        if each.rule == "unknown-rule"
    ]
    assert str(one.message) == "unknown rule `overdu`"
    assert str(one.help) == "did you mean `overdue`?"
    assert (one.region.line, one.region.column) == (6, 43)


@pytest.mark.parametrize(
    "comment", ["# ssetrack: ignore", "# ssetrack: ignore[]", "# ssetrack: ignore overdue"]
)
def test_a_comment_without_names_silences_nothing(comment: str):
    assert [one.partition(" ")[2] for one in silenced(at_end(4, comment))] == [
        "unassigned-activity", "overdue", "unknown-rule", "unassigned-activity", "overdue",
    ]  # fmt: skip


@pytest.mark.parametrize("comment", ["# ssetrack: 1", "# see ssetrack: nothing"])
def test_other_comments_mean_nothing(comment: str):
    assert silenced(at_end(4, comment)) == PLAIN


# Their fix


def mended(text: str) -> str:
    source = read(text.encode(), "a.yaml")
    return outcome_of_fixes([source], TODAY, Settings(), unsafe=False).files[0].after.text


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_fix_takes_the_comment_away_and_nothing_else(line_break: str):
    kept = "# what this is # about\n" + HEAD + TWO
    for text in (
        kept.replace("1.1", "1.1  # ssetrack: ignore[idle-owner] a reason"),
        kept.replace("  - id: 1.2", "  # ssetrack: ignore[idle-owner] a reason\n  - id: 1.2"),
        "# ssetrack: ignore-file[idle-owner, empty-section]\n" + kept,
        kept + "# ssetrack: ignore[idle-owner]\n",
    ):
        assert mended(text.replace("\n", line_break)) == kept.replace("\n", line_break)


def test_the_fix_takes_a_name_away_and_leaves_the_others():
    text = HEAD + at_end(4, "# ssetrack: ignore[idle-owner,overdue, empty-section] the hall decides")
    assert mended(text) == HEAD + at_end(4, "# ssetrack: ignore[overdue] the hall decides")


# Settings


def test_severity_of_a_rule_and_of_a_family():
    def severities(**levels: str) -> list[str]:
        findings = lint({"a": HEAD + TWO}, settings=Settings(severity=levels))
        return [str(one.severity) for one in findings[:2]]

    assert severities() == ["warning", "warning"]
    assert severities(dates="note") == ["warning", "note"]
    assert severities(dates="note", overdue="error") == ["warning", "error"]
    (one,) = lint({"a": HEAD + "x-a: 1\nx-a: 2\n"}, settings=Settings(severity={"yaml": "note"}))  # type: ignore[dict-item]
    assert one.severity == "error"


def test_what_is_ignored_in_one_file_is_found_in_another():
    settings = Settings(ignore_in={"a": frozenset(["overdue", "coverage"])})
    assert {one.path for one in lint({"a": HEAD + TWO, "b": HEAD + TWO}, settings=settings)} == {"b"}


@pytest.mark.parametrize(
    "comment",
    [
        "# the hall decides, ssetrack: ignore[overdue]",
        "# ssetrack ignore[overdue]",
        "# ssetrack: ingore[overdue]",
        "# ssetrack: ignored[overdue]",
        "# ssetrack: overdue [overdue]",
        "# a ssetrack: ignore [overdue",
    ],
)
def test_what_was_meant_to_silence_is_told(comment: str):
    text = at_end(4, comment)
    column = text.splitlines()[3].index("ssetrack") + 1
    assert silenced(text) == [*PLAIN[:2], f"6:{column} unknown-rule", *PLAIN[2:]]


@pytest.mark.parametrize(
    "comment",
    [
        "# see ssetrack [docs]",
        "# made with ssetrack: nothing to ignore",
        "# $schema=ssetrack.schema.json [x]",
    ],
)
def test_other_comments_about_ssetrack_are_comments(comment: str):
    assert silenced(at_end(4, comment)) == PLAIN


def test_two_in_one_comment_each_silence_and_are_judged():
    both = "# ssetrack: ignore[overdue] the hall # ssetrack: ignore[undated-activity] and more"
    assert silenced(at_end(4, both)) == ["4:5 unassigned-activity", "6:80 unused-ignore", *PLAIN[2:]]


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        (
            "# ssetrack: ignore[undated-activity] a # ssetrack: ignore[overdue]",
            "  # ssetrack: ignore[overdue]",
        ),
        ("# why # ssetrack: ignore[undated-activity] a", "  # why"),
        (
            "# ssetrack: ignore[overdue] a # ssetrack: ignore[undated-activity]",
            "  # ssetrack: ignore[overdue] a",
        ),
    ],
)
def test_only_the_idle_one_is_deleted(comment: str, left: str):
    text = HEAD + at_end(4, comment)
    [unused] = [one for one in lint(text) if one.rule == "unused-ignore"]
    assert unused.fix is not None
    [edit] = unused.fix.edits
    after = text[: edit.range.start] + edit.text + text[edit.range.end :]
    assert after.splitlines()[5].removeprefix("    deadline: 2004-02") == left
