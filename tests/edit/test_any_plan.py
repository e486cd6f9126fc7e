"""Properties over generated plans: an edit does what was meant and nothing else, or is refused."""

from __future__ import annotations

from generated_plans import NAMES, WORDS, plan_texts
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.dates.relative.shifting import period_later
from ssetrack.dates.relative.to_today import shift_in
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.adding import addition
from ssetrack.edit.alternatives import date_change
from ssetrack.edit.assignments import list_assignment
from ssetrack.edit.change import file_bytes, source_after
from ssetrack.edit.fields import field_removal, field_setting
from ssetrack.edit.finishing import completion, item_to_finish
from ssetrack.edit.item_dates import date_field, date_reader, written_dates
from ssetrack.edit.item_lookup import item_named
from ssetrack.edit.shifting import shift_changes
from ssetrack.load import load
from ssetrack.plan.items import walk
from ssetrack.source import Source, read
from ssetrack.source.comments import comments

many = examples(300, [HealthCheck.too_slow, HealthCheck.data_too_large])


def plain(node):
    """A tree as plain data."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(one) for one in node]
    return None if node is None else str(node)


def at(tree, route):
    """What stands at a route in plain data."""
    for step in route:
        tree = tree[step]
    return tree


def edits(source, own_id, data):
    """Some edit of an item: its route, its changes, and what it does to the plain data there."""
    target = item_named([source], own_id)
    node = target.node
    if "milestones" in node and data.draw(st.booleans(), label="milestone"):
        one = data.draw(st.sampled_from([str(one["id"]) for one in node["milestones"]]), label="which")
        target = item_named([source], f"{own_id}/{one}")
        node = target.node
    kinds = ["done", "move", "assign", "title", "remove", "new", "choose", "add"]
    kind = data.draw(st.sampled_from(kinds), label="edit")
    change, meant = None, None
    if kind == "done":

        def meant(item):
            if "status" in item and "done" not in item:
                del item["status"]
            item["done"] = "2004-02-03"

        target = item_to_finish(target)
        return target, completion(target, "2004-02-03"), meant
    if kind == "choose" and len(node.get("when") or ()) > 1:
        kept = data.draw(st.integers(0, len(node["when"]) - 1), label="alternative")
        change = date_change(target, node["when"][kept]["date"])

        def meant(item):
            item["when"] = [item["when"][kept]]

    elif kind == "add" and target.kind == "activity":
        new = {"id": "new", "title": data.draw(WORDS, label="title")}
        change = addition(source, target.route, "milestones", new)

        def meant(item):
            item["milestones"] = [*(item.get("milestones") or []), new]

    elif kind == "move":
        change = date_change(target, "2005-03")

        def meant(item):
            if item.get("when"):
                item["when"][0]["date"] = "2005-03"
            else:
                item["deadline"] = "2005-03"

    elif kind == "assign":
        people = data.draw(st.lists(NAMES, min_size=1, max_size=3, unique=True), label="people")
        return target, list_assignment(target, "owners", people), lambda item: item.update(owners=people)
    elif kind == "remove":
        name = data.draw(st.sampled_from([name for name in node if name != "id"]), label="name")
        change = field_removal(source, target.route, name)

        def meant(item):
            del item[str(name)]

    else:
        name = "title" if kind == "title" else "where"
        text = data.draw(WORDS, label="text")
        change = field_setting(source, target.route, name, text)

        def meant(item):
            item[name] = text

    return target, [] if change is None else [change], meant


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def check(before: Source, after: Source, first: int, last: int) -> None:
    """The text outside these lines is the same, the comments stand, the file keeps its marks."""
    old, new = lines_of(before.text), lines_of(after.text)
    assert old[: first - 1] == new[: first - 1]
    behind = len(old) - last
    if behind:
        assert old[last:] == new[len(new) - behind :]
    assert [one.text for one in comments(before)] == [one.text for one in comments(after)]
    assert before.bom == after.bom
    if "\r\n" in before.text and "\n" not in before.text.replace("\r\n", ""):
        assert "\n" not in after.text.replace("\r\n", "")


def with_comments(before: Source, last: int, least: int) -> int:
    """The last line of something with the comments below it that stand at least so deep."""
    lines = lines_of(before.text)
    at = last
    while at < len(lines) and (not lines[at].strip() or lines[at].lstrip(" ").startswith("#")):
        depth = len(lines[at]) - len(lines[at].lstrip(" "))
        if lines[at].strip() and depth < least:
            break
        at += 1
        last = at if lines[at - 1].strip() else last
    return last


@many
@given(plan_texts(), st.data())
def test_an_edit_changes_what_was_meant_and_nothing_else(made, data):
    text, ids = made
    before = read(text.encode(), "plan.yaml")
    own_id = data.draw(st.sampled_from(ids), label="id")
    try:
        target, changes, meant = edits(before, own_id, data)
        after = source_after(before, changes)
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("made")
    expected = plain(before.root)
    if changes:
        meant(at(expected, target.route))
    assert plain(after.root) == expected
    first, last = before.position(target.node.start)[0], before.position(target.node.end)[0]
    if any(meant.name is None and "milestones" in meant.route for one in changes for meant in one.meant):
        last = with_comments(before, last, before.position(target.node.start)[1] - 1 or 1)
    check(before, after, first, last)
    again = read(file_bytes(after, after.text), "plan.yaml")
    assert again.root == after.root
    assert not again.broken


@many
@given(plan_texts(), WORDS)
def test_a_new_activity_stands_behind_the_others(made, title):
    text, _ = made
    before = read(text.encode(), "plan.yaml")
    try:
        holder = item_named([before], "1").route[:-2]
        after = source_after(before, [addition(before, holder, "activities", {"id": "new", "title": title})])
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    expected = plain(before.root)
    at(expected, holder)["activities"].append({"id": "new", "title": title})
    assert plain(after.root) == expected
    first = last = before.position(at(before.root, holder)["activities"].end)[0]
    last = with_comments(before, last, before.position(at(before.root, holder)["activities"].start)[1])
    lines = lines_of(before.text)
    while last < len(lines) and (not lines[last].strip() or lines[last].lstrip().startswith("#")):
        last += 1  # blank lines may belong to the text above them, and so may comments
    check(before, after, first if last == len(lines) else first + 1, last)


@many
@given(plan_texts())
def test_refused_edits_and_no_edits_leave_the_very_same_source(made):
    text, ids = made
    before = read(text.encode(), "plan.yaml")
    assert source_after(before, []) is before
    target = item_named([before], ids[0])
    same = field_setting(before, target.route, "id", ids[0])
    assert same is None


@many
@given(plan_texts())
def test_generated_plans_are_plans(made):
    text, ids = made
    source = read(text.encode(), "plan.yaml")
    assert not source.broken, source.problems
    assert not source.problems
    loaded = load(source)
    assert loaded.plan is not None
    assert {activity.id for _, _, activity in walk(loaded.plan)} >= set(ids)


def dates_in(target) -> list:
    """The dates of an item as periods."""
    reader = date_reader(target.source, date_field(target.node))
    return [reader(one.text) for one in written_dates(target)]


@many
@given(plan_texts(), st.sampled_from(["+1y", "-2y", "+12m", "+400d", "+1m", "-3m"]), st.data())
def test_a_shift_moves_every_date_and_nothing_else(made, words, data):
    text, ids = made
    before = read(text.encode(), "plan.yaml")
    target = item_named([before], data.draw(st.sampled_from(ids), label="id"))
    shift = shift_in(words)
    try:
        after = source_after(before, shift_changes(target, shift))
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("made")
    again = item_named([after], target.id)
    old, new = dates_in(target), dates_in(again)
    assert [period_later(one, shift) for one in old] == new
    assert old
    expected = plain(before.root)
    at(expected, target.route)[date_field(target.node)] = plain(again.node[date_field(again.node)])
    assert plain(after.root) == expected
    first, last = before.position(target.node.start)[0], before.position(target.node.end)[0]
    check(before, after, first, last)


@many
@given(plan_texts(), st.data())
def test_several_edits_together_do_what_each_does_after_the_other(made, data):
    text, ids = made
    before = read(text.encode(), "plan.yaml")
    kinds = st.sampled_from(["done", "move", "shift", "owners", "notes"])
    chosen = [(own_id, data.draw(kinds, label=own_id)) for own_id in ids]

    def changes(source, own_id, kind):
        target = item_named([source], own_id)
        match kind:
            case "done":
                return completion(item_to_finish(target), "2004-02-03")
            case "shift":
                return shift_changes(target, shift_in("+1y"))
            case "owners":
                return list_assignment(target, "owners", ["ben", "marcos"])
        name, value = ("notes", "short") if kind == "notes" else ("deadline", "2005-03")
        change = field_setting(source, target.route, name, value)
        return [] if change is None else [change]

    try:
        together = source_after(before, [one for edit in chosen for one in changes(before, *edit)])
    except SsetrackError as refused:
        event(f"refused: {refused.message.template}")
        return
    event("made")
    one_by_one = before
    for edit in chosen:
        one_by_one = source_after(one_by_one, changes(one_by_one, *edit))
    assert together.text == one_by_one.text
    assert plain(together.root) == plain(one_by_one.root)
