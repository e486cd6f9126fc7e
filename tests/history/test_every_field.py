"""Whatever changes in a plan, `diff` tells of it; and of a plan and itself it tells nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given

from conftest import ALL_EXAMPLES, examples
from every_field import at, full_plan, places, text_of, thinned, value, with_one_change
from snapshots import snapshot_of
from ssetrack.formats.changes_data import changes_json
from ssetrack.formats.changes_markdown import changes_markdown
from ssetrack.language.speaker import Speaker
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Owner, Plan
from ssetrack.query.changes import Changes, changes
from ssetrack.query.columns import View
from ssetrack.query.part_changes import part_changes
from ssetrack.status import Snapshot

DAY = date(2026, 1, 20)


def between(old: Snapshot, new: Snapshot, language: str = "en") -> Changes:
    """What changed from one to the other."""
    view = View(new.portfolio, None, Speaker(language))
    found = changes(old.statuses, new.statuses)
    parts = part_changes(old.portfolio.files, new.portfolio.files)
    return Changes(view, DAY, "UTC", "old", "new", found, parts)


def compared(old: dict, new: dict) -> Changes:
    return between(snapshot_of(text_of(old), DAY), snapshot_of(text_of(new), DAY))


@pytest.mark.parametrize("model", list(LABELS))
def test_each_field_has_a_label(model: type):
    assert list(LABELS[model]) == list(FIELDS[model])


def test_the_full_plan_is_one():
    plans = snapshot_of(text_of(full_plan()), DAY)
    assert not plans.portfolio.all_files[0].problems
    assert {model for _, model, _ in places(full_plan(), Plan)} == set(FIELDS)
    written = {(model, key) for _, model, key in places(full_plan(), Plan)}
    assert written == {(model, key) for model, table in FIELDS.items() for key in table}


FULL = snapshot_of(text_of(full_plan()), DAY)

PLACES = [place for place in places(full_plan(), Plan) if LABELS[place[1]][place[2]].diff != "never"]


OF_EACH_FIELD = {(model, key): (path, model, key) for path, model, key in reversed(PLACES)}
"""The first place of each field, where not all are tried: what is told of it hardly depends on its place."""


@pytest.mark.parametrize(
    ("path", "model", "key"),
    PLACES if ALL_EXAMPLES else [*OF_EACH_FIELD.values()],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_each_field_in_its_place(path: tuple, model: type, key: str):
    """Every field of the full plan, with another value and, where it may be, left out."""
    for which in (1, None):
        changed = full_plan()
        holder = at(changed, path)
        if which is None and not FIELDS[model][key].required:
            del holder[key]
        elif which is not None and value(model, key, which) is not None:
            holder[key] = value(model, key, which)
        else:
            continue
        found = between(FULL, snapshot_of(text_of(changed), DAY))
        assert found.changes or found.parts, f"silent: {key} of {model.__name__} at {path}"
        assert changes_markdown(found)


@given(with_one_change())
@examples(60)
def test_a_glance_hides_no_change(change):
    """What is taken for unchanged at a glance is the same when each of its fields is compared."""
    old, new = (snapshot_of(text_of(plan), DAY) for plan in change[:2])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ssetrack.query.changes._is_as_it_was", lambda *_: False)
        compared_whole = changes(old.statuses, new.statuses)
    assert changes(old.statuses, new.statuses) == compared_whole


@pytest.mark.slow
@given(with_one_change())
@examples(60)
def test_one_change_is_never_silent(change):
    old, new = (snapshot_of(text_of(plan), DAY) for plan in change[:2])
    _, _, path, key = change
    found = between(old, new)
    assert found.changes or found.parts, f"silent: {key} at {path}"
    for language in ("en", "fr", "es", "pt"):
        assert changes_markdown(between(old, new, language))


@given(thinned())
@examples(20)
def test_a_plan_and_itself(plan):
    found = compared(plan, plan)
    assert not found.changes
    assert not found.parts


def test_private_values_are_in_no_comparison():
    """A comment on a pull request is public."""
    old, new = full_plan(), full_plan()
    for key in ("email", "contact"):
        new["owners"]["Owner-key"][key] = value(Owner, key, 1)
    found = compared(old, new)
    for text in (changes_json(found), changes_markdown(found)):
        assert "Owner email" not in text
        assert "Owner contact" not in text
    (part,) = json.loads(changes_json(found))["parts"]
    assert part["details"] == [{"field": "email"}, {"field": "contact"}]
