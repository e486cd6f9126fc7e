"""Looking round the item finds what looking at the whole plan does: errors, what moves, conflicts."""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest

from conftest import ALL_EXAMPLES, ROOT, TODAY
from ssetrack.cli.run import run
from ssetrack.dates.relative.to_today import shift_in
from ssetrack.diagnostic import Kind, Severity, SsetrackError
from ssetrack.edit.affected_items import affected_part
from ssetrack.edit.alternatives import date_change
from ssetrack.edit.assignments import assignment_changes, values_by_field
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.consequences import NAMES, consequences
from ssetrack.edit.item_lookup import ItemNode, item_named
from ssetrack.edit.shifting import shift_changes
from ssetrack.edit.whole_plan.part_assignments import part_changes
from ssetrack.edit.whole_plan.part_lookup import target_named
from ssetrack.lint import RULES, Settings, check
from ssetrack.load import load
from ssetrack.outline import activities, milestones
from ssetrack.source import Source, read
from ssetrack.status import Snapshot, snapshot

PLANS = sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "examples").glob("*.yaml")])
ERRORS = frozenset(
    name for name, rule in RULES.items() if rule.severity is Severity.ERROR and rule.family != "yaml"
)
MOST_ITEMS = 12 if ALL_EXAMPLES else 5
"""So many items of a plan are edited, from all of it; in each plan some edit of one is wrong."""


def look(*sources: Source) -> Snapshot:
    return snapshot([load(one) for one in sources], TODAY)


def errors(source: Source) -> set[tuple[str, str, str]]:
    findings = check(look(source), Settings(select=ERRORS))
    return {(one.rule, one.item, str(one.message)) for one in findings if one.severity is Severity.ERROR}


def ids(source: Source) -> list[str]:
    found_ids = []
    for _, activity in activities(source.root):
        found_ids.append(str(activity["id"]))
        found_ids += [f"{activity['id']}/{one['id']}" for _, one in milestones(activity)]
    return found_ids


def changes(target: ItemNode, words: str) -> list[Change]:
    if "=" in words:
        return assignment_changes(target, values_by_field([words]))
    change = date_change(target, words)
    return [] if change is None else [change]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_what_is_found_round_an_item_is_found_in_the_plan_and_the_other_way_round(path: Path):
    source = read(path.read_bytes(), path.name)
    before, names = errors(source), ids(source)
    wrong = 0
    for own_id in names[:: max(1, len(names) // MOST_ITEMS)]:
        edits = [
            "2004-01",
            "2030",
            f"2 weeks after {names[0]}",
            "id=zz",
            f"id={names[0]}",
            f"after={names[-1]}",
        ]
        for words in [*edits, "owners=nobody", "goals=Z"]:
            try:
                made = changes(item_named([source], own_id), words)
                after = source_after(source, made)
            except SsetrackError:
                continue
            routes = [meant.route for change in made for meant in change.meant]
            if not routes:
                continue
            new = errors(after) - before
            part = affected_part([source], [after], {source.path: routes})
            round_it = errors(part.after[0]) - errors(part.before[0])
            assert bool(new) == bool(round_it), (own_id, words, new)
            wrong += bool(new)
    assert wrong


FIELDS = [
    *("period=2004", "period=2021/2026", "period=", "period=M1", "start=2004-05", "start=2022", "start="),
    *("language=fr", "language=en-US", "language=", "timezone=America/Lima", "timezone=Nowhere"),
    *("year-starts=04-01", "year-starts="),
]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_what_follows_from_a_field_of_the_plan_is_what_two_looks_at_everything_find(path: Path):
    source = read(path.read_bytes(), path.name)
    before, errors_before = look(source), errors(source)
    for words in FIELDS:
        (part,) = target_named([source], "plan")
        try:
            made = part_changes(part, values_by_field([words]))
            after = source_after(source, made)
        except SsetrackError:
            continue
        routes = {source.path: [meant.route for change in made for meant in change.meant]}
        found = consequences([source], [after], routes, TODAY)
        moved, arisen, gone = whole(before, look(after), set())
        assert {((one.plan, one.id), str(one.before), str(one.after)) for one in found.moved} == moved, words
        assert {(one.rule, one.item, str(one.message)) for one in found.arisen} == arisen, words
        assert {(one.rule, one.item) for one in found.gone} == gone, words
        new = errors(after) - errors_before
        is_wrong = any(RULES[rule].kind is not Kind.CONFLICT for rule, _, _ in new)
        assert bool(found.errors) == is_wrong, words


NOTHING_FOLLOWS = {
    "april-year",
    "board-calls",
    "funded-project",
    "gsef-2021-session",
    "icsse-charter",
    "ripess-2021-2023",
}
"""Plans in which no date counts from another, and whose order these shifts do not upset."""

SHIFTS = ("+1d", "-2w", "+1m", "+3m", "+1y", "-1y")


def whole(old: Snapshot, new: Snapshot, changed: set[str]) -> tuple[set, set, set]:
    """What follows from an edit by two looks at everything."""
    moved = {
        (key, str(old.schedule.due[was].period), str(new.schedule.due[item].period))
        for key, item in new.portfolio.by_item.items()
        if (was := old.portfolio.by_item.get(key)) is not None
        and key[1] not in changed
        and old.schedule.due[was].period != new.schedule.due[item].period
    }
    earlier, later = (
        Counter(
            (one.rule, one.item, str(one.message))
            for one in check(side, Settings(select=NAMES))
            if one.kind is Kind.CONFLICT
        )
        for side in (old, new)
    )
    persisting = {name[:2] for name in later}
    gone = {name for name in (earlier - later).elements() if name[:2] not in persisting}
    return moved, set((later - earlier).elements()), gone


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_what_follows_is_what_two_looks_at_everything_find(path: Path):
    source = read(path.read_bytes(), path.name)
    followed = 0
    before, names = look(source), ids(source)
    for own_id, shift in zip(names, cycle(SHIFTS), strict=False):
        try:
            target = item_named([source], own_id)
            made = shift_changes(target, shift_in(shift))
            after = source_after(source, made)
        except SsetrackError:
            continue
        routes = [meant.route for change in made for meant in change.meant]
        follows = consequences([source], [after], {source.path: routes}, TODAY)
        if follows.errors:
            continue
        moved, arisen, gone = whole(before, look(after), {own_id})
        assert {((one.plan, one.id), str(one.before), str(one.after)) for one in follows.moved} == moved
        for found, expected in ((follows.arisen, arisen), (follows.gone, gone)):
            assert {(one.rule, one.item, str(one.message)) for one in found} == expected, (own_id, shift)
        followed += bool(moved or arisen or gone)
    assert followed or path.stem in NOTHING_FOLLOWS


TWINS = b"""ssetrack: 1
id: twins
title: T
activities:
- {id: x, uid: forum, title: X, deadline: 2027-01-01, milestones: [{id: m, uid: n, title: M}]}
- {id: y, title: Y, deadline: 2027-02-01, after: [z], milestones: [{id: n, title: N}]}
- {id: z, title: Z, deadline: 2027-01-15}
"""
OTHER_TWINS = b"""ssetrack: 1
id: twins
title: Another file of the plan
activities:
- {id: w, title: W, deadline: 2027-02-01}
"""


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("set y uid=forum", True),
        ("set w uid=forum", True),
        ("set y uid=yes", False),
        ("set x uid=other", False),
        ("set y/n uid=n", False),
        ("add n XX deadline=2027 uid=forum", True),
        ("add n XX deadline=2027 uid=own", False),
        ("add x/k XX deadline=2027 uid=n", True),
    ],
)
def test_no_edit_gives_two_items_one_uid(
    command: str, wrong: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Whoever has it already may be in another part of the plan, or in another file of it."""
    twins, others = tmp_path / "twins.yaml", tmp_path / "others.yaml"
    twins.write_bytes(TWINS)
    others.write_bytes(OTHER_TWINS)
    place = twins if command.startswith("add") else tmp_path
    code = run([*command.split(), "--in", str(place)])
    told = capsys.readouterr().err
    assert (code == 2) is wrong, told
    assert ("is used twice" in told) is wrong
    assert ((twins.read_bytes(), others.read_bytes()) == (TWINS, OTHER_TWINS)) is wrong


BASE = b"""ssetrack: 1
id: base
title: B
activities:
- {id: conf, title: C, when: 2027-05-05}
- {id: other, title: O, deadline: 1 week after conf}
"""
HEIR = b"""ssetrack: 1
id: heir
title: H
owners: {ana: Ana Silva}
activities:
- {id: text, title: T, owners: [ana], deadline: 2 weeks before base:conf}
- {id: proof, title: P, deadline: 1 week after text}
- {id: free, title: F, deadline: 2027-01-01}
"""


def test_what_counts_from_another_plan_moves_with_it():
    base, heir = read(BASE, "base.yaml"), read(HEIR, "heir.yaml")
    made = changes(item_named([base], "conf"), "2027-06-05")
    after = source_after(base, made)
    routes = {"base.yaml": [meant.route for change in made for meant in change.meant]}
    follows = consequences([base, heir], [after, heir], routes, TODAY)
    assert [(one.plan, one.id, one.owners, one.after.canonical) for one in follows.moved] == [
        ("base", "other", (), "2027-06-12"),
        ("heir", "text", ("Ana Silva",), "2027-05-22"),
        ("heir", "proof", (), "2027-05-29"),
    ]
    part = affected_part([base, heir], [after, heir], routes)
    assert part.before[1] is part.after[1]
    assert ids(part.after[1]) == ["text", "proof"]


UIDS = b"""ssetrack: 1
id: p
title: P
activities:
- {id: forum, uid: "1", title: Forum}
- {id: other, title: Other}
- id: long
  title: Long
  milestones:
  - {id: draft, uid: text, title: Draft}
  - {id: final, title: Final}
"""


TWIN = b"""ssetrack: 1
id: p
title: Its second file
activities:
- {id: elsewhere, title: Elsewhere}
"""


@pytest.mark.parametrize(
    ("own_id", "value"),
    [("other", "uid=1"), ("long", "uid=1"), ("long/final", "uid=text"), ("elsewhere", "uid=1")],
)
def test_a_uid_that_another_one_has_is_refused(own_id: str, value: str):
    sources = [read(UIDS, "p.yaml"), read(TWIN, "q.yaml")]
    target = item_named(sources, own_id)
    made = assignment_changes(target, values_by_field([value]))
    after = source_after(target.source, made)
    routes = {after.path: [meant.route for change in made for meant in change.meant]}
    now = [after if one is target.source else one for one in sources]
    follows = consequences(sources, now, routes, TODAY)
    assert "duplicate-uid" in {one.rule for one in follows.errors}
