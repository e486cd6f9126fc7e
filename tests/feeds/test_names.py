# ruff: noqa: E501
"""A feed's file keeps its name, and a name its content, whatever else is added; an empty feed is a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from feeds.conformance import complaints
from feeds.making import entries, unfolded
from snapshots import snapshot_of
from ssetrack.calendar.calendar import Publisher, Publishing
from ssetrack.calendar.feeds import By, Feed, Splitting, feeds
from ssetrack.calendar.stamps import Before
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View

TODAY = date(2026, 11, 28)


def made(text: str | dict[str, str], by: By) -> dict[str, list[str]]:
    """The items of each feed, by its file's name."""
    there = snapshot_of(text, TODAY)
    view = View(there.portfolio, "en", Speaker("en"))
    splitting = Splitting(by, lambda status: status.item.owners)
    return {
        one.name: [status.item.id for status in one.statuses]
        for one in feeds(there.statuses, splitting, view)
    }


HEAD = "ssetrack: 1\nid: p\ntitle: P\nsections:\n"


def nested(*paths: str) -> str:
    """Sections given as `Outer/Inner#id`, each with an item."""
    lines = []
    for number, path in enumerate(paths):
        for depth, one in enumerate(path.split("/")):
            title, _, own = one.partition("#")
            pad = "  " * (2 * depth)
            lines.append(f"  {pad}- title: {title}\n" + (f"  {pad}  id: {own}\n" if own else ""))
            if depth + 1 < len(path.split("/")):
                lines.append(f"  {pad}  sections:\n")
            else:
                lines.append(
                    f"  {pad}  activities:\n  {pad}    - {{id: m{number}, title: M, when: 2027-03-08}}\n"
                )
    return HEAD + "".join(lines)


def test_sections_are_named_by_their_whole_path():
    found = made(nested("Africa/Meetings", "Asia/Meetings"), By.SECTION)
    assert found == {
        "section-africa": ["m0"], "section-africa-meetings": ["m0"],
        "section-asia": ["m1"], "section-asia-meetings": ["m1"],
    }  # fmt: skip
    assert made(nested("Africa/Meetings#m", "Asia"), By.SECTION).keys() == {
        "section-africa", "section-m", "section-asia",
    }  # fmt: skip


@pytest.mark.parametrize(
    "paths",
    [
        ["Africa/Meetings", "Asia/Meetings"],
        ["Africa/Meetings#m", "m", "Asia/Meetings"],
        ["A-B/C", "A/B-C", "A/B/C"],
        ["Été", "ete", "ete#ete"],
    ],
)
def test_what_is_added_changes_no_other_name(paths):
    """Each section added before, behind or between the others: what a name holds is what it held, or nothing."""
    for number in range(len(paths)):
        fewer = made(nested(*paths[:number], *paths[number + 1 :]), By.SECTION)
        for order in (paths, paths[::-1]):
            whole = made(nested(*order), By.SECTION)
            assert len(set(map(str.casefold, whole))) == len(whole)
            known = {
                order.index(path): index for index, path in enumerate(paths[:number] + paths[number + 1 :])
            }
            for name in fewer.keys() & whole.keys():
                kept = [f"m{known[int(one[1:])]}" for one in whole[name] if int(one[1:]) in known]
                assert sorted(kept) == sorted(fewer[name]) or name in ("section-a", "section-africa")


def test_sections_of_one_path_are_one_feed():
    assert made(nested("Africa", "Africa"), By.SECTION) == {"section-africa": ["m0", "m1"]}


def test_names_that_differ_in_case_alone_are_two_files():
    text = "ssetrack: 1\nid: p\ntitle: P\ngoals: {a: One, A: Two}\nactivities:\n" + "".join(
        f"  - {{id: i{goal}, title: T, goals: [{goal}], when: 2027-03-08}}\n" for goal in "aA"
    )
    first, second = made(text, By.GOAL)
    assert first == "goal-a"
    assert second.startswith("goal-a-")


def publisher(text: str, how: Publishing | None = None) -> tuple[Publisher, Uids]:
    there = snapshot_of(text, TODAY)
    view = View(there.portfolio, "en", Speaker("en"))
    wording = Wording(view, "en", view.speaker)
    return Publisher(how or Publishing(), there.schedule, wording, Before()), Uids(there.portfolio, "x.org")


@pytest.mark.parametrize(
    ("head", "zone"),
    [("timezone: Europe/Paris", "Europe/Paris"), ("period: 2027", "UTC"), ("timezone: Nowhere", "UTC"),
     ("timezone: AoE", "Etc/GMT+12")],
)  # fmt: skip
@pytest.mark.parametrize("how", [Publishing(), Publishing(tasks=True)])
def test_an_empty_feed_has_one_zone_and_says_so(head, zone, how):
    made, uids = publisher(f"ssetrack: 1\nid: p\ntitle: P\n{head}\nactivities: []\n", how)
    feed = Feed("owner-ana", "Ana", ())
    assert made.content(feed, uids) is None
    empty = made.content(feed, uids, empty=True)
    assert empty is not None
    assert complaints(empty.octets) == []
    assert entries(empty.octets) == {}
    text = unfolded(empty.octets)
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert f"TZID:{zone}\n" in text
    assert "X-WR-CALDESC:There is nothing in this calendar for now." in text
    assert made.content(feed, uids, empty=True) == empty


def test_independent_readers_take_an_empty_feed():
    import vobject
    from icalendar import Calendar

    made, uids = publisher("ssetrack: 1\nid: p\ntitle: P\ntimezone: Europe/Paris\nactivities: []\n")
    empty = made.content(Feed("x", "X", ()), uids, empty=True).octets
    assert [one.name for one in Calendar.from_ical(empty).subcomponents] == ["VTIMEZONE"]
    [calendar] = vobject.readComponents(empty.decode())
    assert calendar.validate(raiseException=True)
