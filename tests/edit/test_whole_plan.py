"""Properties of renaming, removing and filling over generated plans whose parts name each other."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from connected_plans import GOALS, IDS, OWNERS, connected_plans
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack import outline
from ssetrack.calendar.uids import Uids
from ssetrack.diagnostic import Kind, Severity, SsetrackError
from ssetrack.edit.change import file_bytes, source_after
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.whole_plan.filling import filling
from ssetrack.edit.whole_plan.mentions import owner_mentions, prerequisites
from ssetrack.edit.whole_plan.part_lookup import target_named
from ssetrack.edit.whole_plan.removing import item_removal, part_removal
from ssetrack.edit.whole_plan.renaming import item_renaming, part_renaming
from ssetrack.lint import Settings, check
from ssetrack.load import load
from ssetrack.query.changes import What, changes
from ssetrack.query.part_changes import part_changes
from ssetrack.source import Source, read
from ssetrack.source.comments import comments
from ssetrack.status import snapshot

many = examples(200, [HealthCheck.too_slow, HealthCheck.data_too_large])

NAMES = st.sampled_from(
    [
        *IDS,
        "1/a",
        "two/b",
        *(f"owner:{one}" for one in OWNERS),
        *(f"goal:{one}" for one in GOALS),
        "section:web",
    ]
)
NEW = st.sampled_from(["1.10", "new-id", "x", "a", "2004", "C", "null", "NO", "-", "two.2"])


def renamed(source: Source, name: str, new: str) -> Source:
    """The plan with something renamed."""
    target = target_named([source], name)
    if isinstance(target, ItemNode):
        edits = item_renaming([source], target, new)
    else:
        edits = part_renaming([source], target, new)
    ((_, made),) = edits
    return source_after(source, made)


def new_name(name: str, new: str) -> str:
    """By what it goes afterwards."""
    head, sign, _ = name.partition("/")
    if sign:
        return f"{head}/{new}"
    kind, colon, _ = name.partition(":")
    return f"{kind}:{new}" if colon else new


def plans_of(source: Source):
    return snapshot([load(read(file_bytes(source, source.text), source.path))], date(2004, 10, 1))


def uids(source: Source) -> list[str]:
    """The UIDs of items and goals."""
    portfolio = plans_of(source).portfolio
    known = Uids(portfolio, "example.org")
    (file,) = portfolio.files
    return [*map(known.event, file.items), *(known.goal("p", goal) for goal in file.plan.goals)]


def errors(source: Source, *, conflicts: bool = True) -> list[str]:
    found = check(plans_of(source), Settings())
    return sorted(
        one.rule
        for one in found
        if one.severity is Severity.ERROR and (conflicts or one.kind is not Kind.CONFLICT)
    )


@many
@given(connected_plans(), NAMES, NEW)
def test_there_and_back_are_the_same_octets(text, name, new):
    before = read(text.encode(), "p.yaml")
    assert not before.broken, before.problems
    last = name.rpartition("/")[2].rpartition(":")[2]
    try:
        after = renamed(before, name, new)
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("renamed")
    back = renamed(after, new_name(name, new), last)
    assert back.text == before.text
    assert [one.text for one in comments(after)] == [one.text for one in comments(before)]


@many
@given(connected_plans(), NAMES, NEW)
def test_a_renaming_takes_all_along(text, name, new):
    before = read(text.encode(), "p.yaml")
    try:
        after = renamed(before, name, new)
    except SsetrackError:
        return
    assert errors(after) == errors(before)
    assert uids(after) == uids(before)
    was, now = plans_of(before), plans_of(after)
    if name.startswith(("owner:", "section:")):
        return
    # What was renamed has another id, and nothing else has changed.
    found = changes(was.statuses, now.statuses)
    assert {one.what for one in found} <= {What.RESCOPED}
    assert {field for one in found for field in one.fields} <= {"id"}
    parts = part_changes(was.portfolio.files, now.portfolio.files)
    assert [one.details[0].field for one in parts] == (["id"] if name.startswith("goal:") else [])


@many
@given(connected_plans(), NAMES)
def test_a_removal_takes_nothing_else_along(text, name):
    before = read(text.encode(), "p.yaml")
    try:
        target = target_named([before], name)
        change = (
            item_removal([before], target)
            if isinstance(target, ItemNode)
            else part_removal(target[0], [before])
        )
        after = source_after(before, [change])
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("removed")
    # What is left of an activity without a milestone may be due too early: `remove` tells that.
    told = isinstance(target, ItemNode) and target.kind == "milestone"
    assert not Counter(errors(after, conflicts=not told)) - Counter(errors(before, conflicts=not told))
    kept = [one for one, _ in outline.items(before.root) if one != name and not one.startswith(f"{name}/")]
    assert [one for one, _ in outline.items(after.root)] == kept
    lost = [one.text for one in comments(before)]
    for one in comments(after):
        lost.remove(one.text)
    about = {f"# about {own}" for own in IDS if own != name}
    assert not about.intersection(lost)


@many
@given(connected_plans(), st.sampled_from(["ana", "ben"]))
def test_a_role_is_filled_everywhere(text, owner):
    before = read(text.encode(), "p.yaml")
    seats = target_named([before], "owner:seat")
    assert isinstance(seats, tuple)
    ((_, made),) = filling(seats, owner)
    try:
        after = source_after(before, made)
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("filled")
    assert "seat" not in [*(str(node) for _, node in owner_mentions(after.root)), *after.root["owners"]]
    places = _places(after)
    assert len(places) == len(set(places)), "somebody is in a list twice"
    people = {(route, owner if name == "seat" else name) for route, name in _places(before)}
    assert people == set(places)
    assert list(map(str, (node for _, node in prerequisites(after.root)))) == [
        str(node) for _, node in prerequisites(before.root)
    ]
    assert errors(after) == errors(before)


def _places(source: Source) -> list:
    """Who is named in which list."""
    return [
        (route[:-1] if isinstance(route[-1], int) else route, str(node))
        for route, node in owner_mentions(source.root)
    ]


REUSED = """ssetrack: 1
id: p
title: P
goals: {K: {title: Know, uid: G}, G: Grow}
activities:
- {id: c, uid: a, title: First}
- {id: a, title: Second}
- id: long
  title: Long
  milestones:
  - {id: y, uid: x, title: First}
  - {id: x, title: Second}
"""


@pytest.mark.parametrize(("name", "first"), [("a", "c"), ("long/x", "long/y"), ("goal:G", "goal:K")])
def test_what_has_the_first_id_of_another_is_renamed_without_a_uid(name, first):
    before = read(REUSED.encode(), "p.yaml")
    after = renamed(before, name, "new")
    assert "duplicate-uid" not in errors(after)
    assert after.text.count("uid") == before.text.count("uid")
    kept = set(uids(before)) & set(uids(after))
    assert len(kept) == len(uids(before)) - 1  # that of the first one is among them
    assert uids(renamed(before, first, "new")) == uids(before)
