"""The four real plans say what their sources say: ids, people, dates, places, goals, typed by hand.

Read with PyYAML as texts only, so that a fault of ssetrack's own reader cannot hide one of the plans. The
tables were typed from the sources, not from the plans: where one fails, look at the source first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "vision": "vision-2004-2005.yaml",
    "ripess": "ripess-2021-2023.yaml",
    "icsse": "icsse-charter.yaml",
    "gsef": "gsef-2021-session.yaml",
}

Mapping = dict[str, Any]


@cache
def plan(name: str) -> Mapping:
    """A plan, every scalar of it a text."""
    found: Mapping = yaml.load((ROOT / "plans" / FILES[name]).read_bytes(), Loader=yaml.BaseLoader)
    return found


def outline(part: Mapping, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping]]:
    """Each section's path (ids, else titles) with the section, as the file has them; the plan's is empty."""
    yield above, part
    for section in part.get("sections", []):
        yield from outline(section, (*above, section.get("id") or section["title"]))


def activities(name: str) -> dict[str, tuple[tuple[str, ...], Mapping]]:
    """Section and activity by id, in the order of the file."""
    found = [(path, one) for path, part in outline(plan(name)) for one in part.get("activities", [])]
    assert len({one["id"] for _, one in found}) == len(found)
    return {one["id"]: (path, one) for path, one in found}


def activity(name: str, key: str) -> Mapping:
    return activities(name)[key][1]


def due(item: Mapping) -> str | None:
    """`when` or `deadline` on one line, alternatives joined by `or`; None where milestones hold the dates."""
    (entries,) = [item[field] for field in ("when", "deadline") if field in item] or [None]
    if entries is None or isinstance(entries, str):
        return entries
    return " or ".join(f"{entry['date']} {entry['where']}" for entry in entries)


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Each field that holds a text, with the text; lists of texts one by one."""
    if isinstance(value, dict):
        for field, content in value.items():
            for one in content if isinstance(content, list) else [content]:
                if isinstance(one, str):
                    yield field, one
                else:
                    yield from texts(one)


# --- VISION ------------------------------------------------------------------------------------------------

PEOPLE = {
    "marcos": "Marcos", "chilo": "Chilo", "ben": "Ben", "humberto": "Humberto", "jaerson": "Jaerson",
    "franck": "Franck", "core-group": "Core Group", "participants": "VISION participants",
}  # fmt: skip
SEATS = {
    "african-seat", "north-american-seat", "workshop-seat", "paper-seat", "report-seat", "notebooks-team",
    "cartography-team", "indicators-team", "forum-planner", "special-teams",
}  # fmt: skip

RESEARCH, COMMUNICATION = "Meetings, research and debate", "Communication"
FOUR = "marcos chilo ben humberto"
FORUM = "marcos jaerson chilo ben humberto african-seat north-american-seat"
ASKED = "workshop-seat paper-seat report-seat"
APRIL = "2004-04-08/2004-04-09 Rio de Janeiro or 2004-04-26/2004-04-27 Paris"

# id, heading, section, owners, due, place: the rows of the draft's table, in its order.
VISION = [
    ("1.1", RESEARCH, "1", FOUR, "2004-01", "Mumbai"),
    ("1.2", RESEARCH, "1", FOUR, APRIL, None),
    ("1.3", RESEARCH, "1", "core-group", "2005-10", None),
    ("2.1", RESEARCH, "2", ASKED, "2004-09", None),
    ("2.2", RESEARCH, "2", ASKED, "2004-11", None),
    ("2.3", RESEARCH, "2", ASKED, "2005-03", None),
    ("2.4", RESEARCH, "2", ASKED, "2005-05", None),
    ("3.1", RESEARCH, "3", "notebooks-team", "2004-09", None),
    ("3.2", RESEARCH, "3", "cartography-team", "2005-09", None),
    ("3.3", RESEARCH, "3", "participants core-group", "2004-06", None),
    ("3.4", RESEARCH, "3", "indicators-team", "2005-06", None),
    ("4.1", RESEARCH, "4", FOUR, "2004-01", "Mumbai"),
    ("4.2", RESEARCH, "4", "forum-planner", "2004-03", "Quito"),
    ("4.3", RESEARCH, "4", "forum-planner", "?", None),
    ("4.4", RESEARCH, "4", "forum-planner", "2005-01", "Porto Alegre"),
    ("5.1", COMMUNICATION, "5", FORUM, "ongoing", None),
    ("5.2", COMMUNICATION, "5", "jaerson", "2004-02", None),
    ("5.3", COMMUNICATION, "5", "special-teams core-group", "2004-06", None),
    ("5.4", COMMUNICATION, "5", "participants core-group", None, None),
    ("6", COMMUNICATION, "6", "core-group", "ongoing", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "heading", "section", "owners", "date", "place"), VISION, ids=[row[0] for row in VISION]
)
def test_vision_row(
    key: str, heading: str, section: str, owners: str, date: str | None, place: str | None
) -> None:
    path, found = activities("vision")[key]
    assert path == (heading, section)
    assert found["owners"] == owners.split()
    assert due(found) == date
    assert found.get("where") == place


def test_vision_has_these_rows_and_no_others() -> None:
    assert list(activities("vision")) == [row[0] for row in VISION]
    assert len(VISION) == 20
    assert [path for path, _ in outline(plan("vision")) if path] == [
        (RESEARCH,), (RESEARCH, "1"), (RESEARCH, "2"), (RESEARCH, "3"), (RESEARCH, "4"),
        (COMMUNICATION,), (COMMUNICATION, "5"), (COMMUNICATION, "6"),
    ]  # fmt: skip


def test_vision_gatherings_take_place_and_the_rest_is_due() -> None:
    gatherings = {key for key, (_, found) in activities("vision").items() if "when" in found}
    assert gatherings == {"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "4.1", "4.2", "4.3", "4.4"}


def test_vision_people_and_open_seats() -> None:
    owners = plan("vision")["owners"]
    names = {slug: owner if isinstance(owner, str) else owner["name"] for slug, owner in owners.items()}
    vacant = {
        slug for slug, owner in owners.items() if isinstance(owner, dict) and owner.get("vacant") == "true"
    }
    assert vacant == SEATS
    assert {slug: name for slug, name in names.items() if slug not in SEATS} == PEOPLE
    assert names["african-seat"] == "(African)"
    assert names["north-american-seat"] == "(North American)"
    # The source names nobody as a member of the Core Group or as a participant.
    assert not any("members" in owner for owner in owners.values())


def test_vision_summary_has_a_draft_and_a_final_text() -> None:
    draft, final = activity("vision", "5.4")["milestones"]
    assert (draft["id"], draft["deadline"], draft["owners"]) == ("draft", "2004-12", ["core-group"])
    assert (final["id"], final["deadline"], final["owners"]) == ("final", "2005-10", ["core-group"])
    assert final["after"] == ["5.4/draft"]
    assert draft["with"] == final["with"] == ["participants"]


def test_vision_contributors_and_prerequisites() -> None:
    found = {key: one for key, (_, one) in activities("vision").items()}
    assert {key: one["with"] for key, one in found.items() if "with" in one} == {"5.2": ["franck"]}
    assert {key: one["after"] for key, one in found.items() if "after" in one} == {
        "1.2": ["1.1"], "3.2": ["1.1"], "5.3": ["3.3"],
    }  # fmt: skip


def test_vision_goals_are_served_and_every_activity_serves_one() -> None:
    assert list(plan("vision")["goals"]) == list("ABCDEFG")
    served = [one["goals"] for _, one in activities("vision").values()]
    assert all(served)
    assert {goal for goals in served for goal in goals} == set("ABCDEFG")


def test_vision_meetings_have_three_aims_each() -> None:
    assert [len(activity("vision", key)["agenda"]) for key in ("1.1", "1.2", "1.3")] == [3, 3, 3]
    assert "10 to 12" in activity("vision", "1.2")["notes"]


# --- RIPESS, ICSSE, GSEF -----------------------------------------------------------------------------------


def test_ripess_has_six_lines_in_four_areas() -> None:
    found = activities("ripess")
    assert {key: path for key, (path, _) in found.items()} == {
        "1.1": ("1",), "1.2": ("1",), "2.1": ("2",), "2.2": ("2",), "3.1": ("3",), "4.1": ("4",),
    }  # fmt: skip
    assert {due(one) for _, one in found.values()} == {"ongoing"}


def test_ripess_names_nobody_and_no_goals() -> None:
    assert not {"owners", "lead", "goals"} & plan("ripess").keys()
    assert not any(
        {"owners", "with", "goals", "lead"} & one.keys() for _, one in activities("ripess").values()
    )


def test_ripess_is_in_english_and_french_throughout() -> None:
    neutral = {"ssetrack", "id", "language", "period", "deadline"}
    assert {field for field, _ in texts(plan("ripess"))} == neutral | {"en", "fr"}
    waiting: list[Any] = [plan("ripess")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            assert {"en", "fr"} & part.keys() in (set(), {"en", "fr"})
        waiting.extend(part.values() if isinstance(part, dict) else part if isinstance(part, list) else ())


def test_icsse_has_ten_actions_and_three_commitments() -> None:
    found = activities("icsse")
    assert {key: path for key, (path, _) in found.items()} == {
        "1.1": ("community",), "1.2": ("community",), "1.3": ("community",),
        "2.1": ("advocacy",), "2.2": ("advocacy",), "2.3": ("advocacy",), "2.4": ("advocacy",),
        "3.1": ("sdgs",), "3.2": ("sdgs",), "3.3": ("sdgs",),
        "4.1": ("commitments",), "4.2": ("commitments",), "4.3": ("commitments",),
    }  # fmt: skip
    assert {due(one) for _, one in found.values()} == {"ongoing"}
    assert list(plan("icsse")["goals"]) == ["community", "advocacy", "sdgs"]
    assert all(one["goals"] == [path[0]] for path, one in found.values() if path[0] != "commitments")
    assert "period" not in plan("icsse")


def test_icsse_signatories() -> None:
    owners = plan("icsse")["owners"]
    assert owners["signatories"]["members"] == ["gsef", "ica", "sse-international-forum", "aim"]
    assert [owners[slug] for slug in ("gsef", "ica", "sse-international-forum")] == [
        "GSEF", "ICA", "SSE International Forum",
    ]  # fmt: skip
    assert owners["aim"]["name"] == "AIM"
    assert plan("icsse")["lead"] == ["signatories"]
    assert plan("icsse")["contact"] == "secretariat@internationalcoalitionsse.net"


def test_gsef_session() -> None:
    assert list(activities("gsef")) == ["session"]
    session = activity("gsef", "session")
    # The sheet gives no time zone: neither do we.
    assert session["when"] == {"date": "2021-10-08", "time": "20:00-21:30"}
    assert "timezone" not in plan("gsef")
    assert session["language"] == "fr"
    assert session["goals"] == list(plan("gsef")["goals"]) == ["1", "2", "3", "4"]
    assert "where" not in session
    assert "owners" not in session


GSEF_PEOPLE = [
    ("Kevin", "Moderator", "OJEDD", None),
    ("Ben Amar Zeghadi", "Speaker", "CRESS Mayotte", "France"),
    ("Malick Diop", "Speaker", "RACTES", "Senegal"),
    ("Pascal Duforestel", "Speaker", "Nouvelle Aquitaine", "France"),
]


def test_gsef_people() -> None:
    found = activity("gsef", "session")["participants"]
    last = [one["organisation"].split(", ")[-1] for one in found]  # RACTES stands after its name in full
    assert [
        (one["name"], one["role"], organisation, one.get("country"))
        for one, organisation in zip(found, last, strict=True)
    ] == GSEF_PEOPLE
    assert all(one["topic"] for one in found if one["role"] == "Speaker")


def test_gsef_asks_ten_questions_in_two_rounds() -> None:
    first, second = activity("gsef", "session")["agenda"]
    assert [first["title"], second["title"]] == ["Round 1", "Round 2"]
    assert [len(first["items"]), len(second["items"])] == [5, 5]
    assert all(question.endswith("?") for question in first["items"] + second["items"])
    assert activity("gsef", "session")["notes"].startswith("The main question")


# --- all four ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_plan_is_named_and_names_its_source(name: str) -> None:
    assert plan(name)["ssetrack"] == "1"
    assert plan(name)["id"] == name
    assert plan(name)["language"] == "en"
    assert plan(name)["source"]


@pytest.mark.parametrize(
    ("name", "period"), [("vision", "2004/2005"), ("ripess", "2021/2023"), ("gsef", "2021")]
)
def test_period(name: str, period: str) -> None:
    assert plan(name)["period"] == period


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_said_to_be_done(name: str) -> None:
    items = [item for _, one in activities(name).values() for item in (one, *one.get("milestones", []))]
    assert not any({"status", "done", "progress"} & item.keys() for item in items)


@pytest.mark.parametrize("name", FILES)
def test_file_is_tidy(name: str) -> None:
    data = (ROOT / "plans" / FILES[name]).read_bytes()
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
    assert b"\t" not in data
    assert b"\r" not in data
    assert not any(line != line.rstrip() for line in data.decode().split("\n"))


def test_first_plan_has_twelve_lines() -> None:
    assert len((ROOT / "examples" / "first-plan.yaml").read_text(encoding="utf-8").splitlines()) == 12
