"""Where an item stands on a day: states, days left and flags, as docs/commands.md defines them."""

from __future__ import annotations

from datetime import date

import pytest

from snapshots import snapshot_of
from ssetrack.status import Status

TODAY = date(2027, 6, 15)


def stand(fields: str, rest: str = "") -> Status:
    """The status of an activity with these fields, on 15 June 2027."""
    text = f"ssetrack: 1\ntitle: T\nactivities:\n  - {{id: x, title: X, {fields}}}\n{rest}"
    return snapshot_of(text, TODAY).statuses[0]


@pytest.mark.parametrize(
    ("fields", "state", "days"),
    [
        ("deadline: 2027-06-14", "overdue", -1),
        ("deadline: 2027-05", "overdue", -15),
        ("deadline: 2027-06-15", "due-soon", 0),
        ("deadline: 2027-07-15", "due-soon", 30),
        ("deadline: 2027-07-16", "upcoming", 31),
        ("deadline: 2027", "upcoming", 199),
        ("deadline: 2027-06~", "due-soon", 15),
        ("deadline: ../2027-05", "overdue", -15),
        ("deadline: ongoing", "ongoing", None),
        ("deadline: 2027-07/..", "upcoming", None),
        ("deadline: 2027-06/..", "ongoing", None),
        ("deadline: ongoing, start: 2027-07", "upcoming", None),
        ("deadline: ongoing, start: 2027-06", "ongoing", None),
        ("deadline: 2027-05, start: 2027-07", "overdue", -15),
        ("deadline: tbd", "undated", None),
        ("deadline: 2027-05/", "undated", None),
        ("notes: none", "undated", None),
        ("deadline: mid-June", "undated", None),
        ('when: ["2027-06-01", "2027-06-20"]', "due-soon", 5),
        ("deadline: 2027-05, status: done", "done", None),
        ("deadline: 2027-05, done: 2027-05-02", "done", None),
        ("deadline: 2027-05, status: cancelled", "cancelled", None),
        ("deadline: 2027-05, status: on-hold", "on-hold", None),
        ("deadline: 2027-05, status: in-progress", "overdue", -15),
    ],
)
def test_the_state_on_a_day(fields: str, state: str, days: int | None):
    found = stand(fields)
    assert (found.state, found.days_left) == (state, days)


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ("owners: [a], deadline: 2028", []),
        ("deadline: 2028", ["unassigned"]),
        ("owners: [a], deadline: 2027", ["started"]),
        ("owners: [a], deadline: 2028, start: 2027-06", ["started"]),
        ("owners: [a], deadline: 2028, start: 2027-07", []),
        ("owners: [a], deadline: 2028, progress: 5%", ["started"]),
        ("owners: [a], deadline: 2028, status: in-progress", ["started"]),
        ("owners: [a], deadline: 2028~", ["approximate"]),
        ("owners: [a], deadline: 2028?/2029", ["approximate"]),
        ('owners: [a], when: ["2028-01", "2028-02~"]', ["undecided", "approximate"]),
        ("owners: [a], deadline: mid-June", ["invalid"]),
        ("owners: [a], deadline: 2028, after: [y]", ["blocked"]),
        ("owners: [a], deadline: 2028, after: [z]", []),
        ("owners: [a], deadline: 2027, status: done, after: [y]", []),
        ("owners: [a], deadline: ongoing", []),
    ],
)
def test_the_flags_on_a_day(fields: str, flags: list[str]):
    others = "  - {id: y, title: Y, deadline: 2027}\n  - {id: z, title: Z, done: 2027-01-01}\n"
    assert list(stand(fields, others).flags) == flags


def test_only_open_seats_are_nobody():
    text = (
        "ssetrack: 1\ntitle: T\nowners: {a: A, seat: {name: S, vacant: true}}\nactivities:\n"
        "  - {id: 1, title: A, owners: [seat]}\n  - {id: 2, title: B, owners: [seat, a]}\n"
        "  - {id: 3, title: C, owners: [], with: [a]}\n"
    )
    found = snapshot_of(text, TODAY).statuses
    assert ["unassigned" in one.flags for one in found] == [True, False, True]


def test_milestones_inherit_and_an_ended_activity_ends_them():
    text = (
        "ssetrack: 1\ntitle: T\nlead: [p]\nsections:\n  - title: S\n    lead: [s]\n    activities:\n"
        "      - {id: 1, title: A, status: cancelled, goals: [g], where: Rio,\n"
        "         milestones: [{id: a, title: B}, {id: b, title: C, owners: [o], status: planned}]}\n"
        "activities:\n  - {id: 2, title: D}\n"
    )
    first, second, outside = snapshot_of(text, TODAY).portfolio.files[0].items
    assert (first.id, first.owners, first.goals, first.where, first.status) == (
        "1/a",
        ("s",),
        ("g",),
        "Rio",
        "cancelled",
    )
    assert (second.owners, second.status, outside.owners) == (("o",), "planned", ("p",))
