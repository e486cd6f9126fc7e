"""Looking round the item finds an error whenever looking at the whole plan does."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, TODAY
from ssetrack.diagnostic import Severity, SsetrackError
from ssetrack.edit.affected_items import affected_items
from ssetrack.edit.alternatives import date_change
from ssetrack.edit.assignments import assignment_changes
from ssetrack.edit.change import Change, source_after
from ssetrack.edit.item_lookup import ItemNode, item_named
from ssetrack.lint import RULES, Settings, check
from ssetrack.load import load
from ssetrack.outline import activities, milestones
from ssetrack.source import Source, read
from ssetrack.status import snapshot

PLANS = sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "examples").glob("*.yaml")])
ERRORS = frozenset(
    name for name, rule in RULES.items() if rule.severity is Severity.ERROR and rule.family != "yaml"
)
MOST_ITEMS = 12


def errors(source: Source) -> set[tuple[str, str, str]]:
    findings = check(snapshot([load(source)], TODAY), Settings(select=ERRORS))
    return {(one.rule, one.item, str(one.message)) for one in findings if one.severity is Severity.ERROR}


def ids(source: Source) -> list[str]:
    found_ids = []
    for _, activity in activities(source.root):
        found_ids.append(str(activity["id"]))
        found_ids += [f"{activity['id']}/{one['id']}" for _, one in milestones(activity)]
    return found_ids


def changes(target: ItemNode, words: str) -> list[Change]:
    if "=" in words:
        return assignment_changes(target, [words])
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
            round_it = errors(affected_items(after, routes)) - before
            assert bool(new) == bool(round_it), (own_id, words, new)
            wrong += bool(new)
    assert wrong
