"""Doubts, groups of fields, parts, and what is told without a base."""

from __future__ import annotations

from merge.cases import base_after, changes
from ssetrack.merge.changes import Merge, Rules
from ssetrack.merge.versions import Item

DATES = Rules(exclusive=(frozenset(("deadline", "when")),), of_parts=frozenset(("deadline", "when")))


def _item(title: str = "Report", doubts: dict[str, str] | None = None, **fields: str) -> Item:
    return Item("1", title, "1", ("Papers",), fields, doubts or {})


def _told(merge: Merge) -> list[tuple[str, str]]:
    return [(str(one.kind), one.field) for one in merge.changes]


def test_a_doubt_is_never_taken_and_told_until_it_is_settled() -> None:
    base, plan = _item(deadline="2027-03"), _item(deadline="2027-03")
    table = _item(deadline="?", doubts={"deadline": "in spring"})
    merged = changes([base], [table], [plan])
    assert merged.changes == ()
    assert [(one.field, one.text) for one in merged.doubtful] == [("deadline", "in spring")]
    kept = base_after(merged, [])
    assert kept == (base,)
    assert changes(kept, [table], [plan]).doubtful  # told again
    settled = changes(kept, [_item(deadline="2027-04")], [plan])
    assert _told(settled) == [("set", "deadline")]


def test_a_doubt_that_is_known_is_not_told_again() -> None:
    doubtful = _item(deadline="?", doubts={"deadline": "in spring"})
    by_hand = _item(deadline="2027-04-02")
    merged = changes([doubtful], [doubtful], [by_hand])
    assert (merged.changes, merged.doubtful) == ((), ())
    assert base_after(merged, []) == (doubtful,)
    # An answer in the mapping changes what the same cell says.
    assert _told(changes([doubtful], [_item(deadline="2027-04")], [doubtful])) == [("set", "deadline")]
    assert _told(changes([doubtful], [_item(deadline="2027-04")], [by_hand])) == [("conflict", "deadline")]


def test_of_fields_that_exclude_each_other_all_are_written_or_none() -> None:
    base, table = _item(deadline="2027-03"), _item(when="2027-04-01")
    assert _told(changes([base], [table], [base], DATES)) == [("set", "when"), ("set", "deadline")]
    by_hand = _item(deadline="2027-05")
    assert _told(changes([base], [table], [by_hand], DATES)) == [
        ("conflict", "when"),
        ("conflict", "deadline"),
    ]
    doubtful = _item(when="?", doubts={"when": "some day"})
    merged = changes([base], [doubtful], [base], DATES)
    assert _told(merged) == [("conflict", "deadline")]


def test_an_item_with_parts_gets_no_date_of_its_own() -> None:
    draft = Item("draft", "Draft", "draft", fields={"deadline": "2027-02"})
    plan = _item()._replace(parts=(draft,))
    merged = changes([_item()], [_item(deadline="2027-03")._replace(speaks=())], [plan], DATES)
    assert _told(merged) == [("conflict", "deadline")]


def test_an_item_that_keeps_its_own_date_gets_no_parts() -> None:
    draft = Item("draft", "Draft", "draft", fields={"deadline": "2027-02"})
    base, table = _item(deadline="2027-03"), _item()._replace(parts=(draft,))
    assert _told(changes([base], [table], [base], DATES)) == [("set", "deadline"), ("add", "")]
    by_hand = _item(deadline="2027-05")
    merged = changes([base], [table], [by_hand], DATES)
    assert _told(merged) == [("conflict", "deadline"), ("conflict", "")]
    assert base_after(merged, []) == (base,)


def test_parts_are_compared_within_what_they_are_a_part_of() -> None:
    def version(draft: str | None, final: str | None, key: str = "1") -> list[Item]:
        parts = tuple(
            Item(name.lower(), name, name.lower(), fields={"deadline": day})
            for name, day in (("Draft", draft), ("Final", final))
            if day
        )
        return [Item(key, f"Report {key}", key, parts=parts) for key in ("1", "2")]

    base = version("2027-02", "2027-05")
    assert _told(changes(base, base, base)) == []
    merged = changes(base, version("2027-03", None), base)
    assert _told(merged) == [("set", "deadline"), ("gone", "")] * 2
    after = base_after(merged, merged.changes)
    assert [[one.fields["deadline"] for one in item.parts] for item in after] == [["2027-03", "2027-05"]] * 2
    assert _told(changes(version("2027-02", None), base, version("2027-02", None))) == [("add", "")] * 2


def test_a_field_of_which_nothing_is_said_stays() -> None:
    base = plan = _item(deadline="2027-03", owners="ana")
    table = _item(deadline="2027-03")
    assert _told(changes([base], [table], [plan])) == [("set", "owners")]
    silent = changes([base], [table._replace(speaks=("deadline",))], [plan])
    assert _told(silent) == []
    assert base_after(silent, []) == (base,)


def test_without_a_base_the_plan_is_the_base() -> None:
    plan = [_item(deadline="2027-03", notes="By hand."), Item("9", "Only in the plan")]
    table = [_item(deadline="2027-04", owners="ana"), Item("2", "New", "2")]
    merged = changes(None, table, plan)
    assert [(str(one.kind), one.field, one.old, one.theirs, one.ours) for one in merged.changes] == [
        ("set", "deadline", "2027-03", "2027-04", "2027-03"),
        ("set", "owners", None, "ana", None),
        ("note", "notes", None, None, "By hand."),
        ("add", "", None, None, None),
        ("note", "", None, None, None),
    ]
    base = base_after(merged, merged.changes)
    done = [_item(deadline="2027-04", owners="ana", notes="By hand."), Item("2", "New", "2"), plan[1]]
    assert _told(changes(base, table, done)) == []


def test_a_number_and_a_section_are_told_and_not_done() -> None:
    base = plan = _item()
    table = _item()._replace(id="3", section=("Other",))
    merged = changes([base], [table], [plan])
    assert [(str(one.kind), one.field, one.old, one.theirs, one.ours) for one in merged.changes] == [
        ("renumbered", "id", "1", "3", "1"),
        ("note", "section", ["Papers"], ["Other"], ["Papers"]),
    ]
    (after,) = base_after(merged, [])
    assert (after.key, after.id, after.section) == ("1", "3", ("Papers",))
