"""Plans that hold every field of the format, made by the table of fields: a new field is in them at once.

A value says where it stands (`Owner role 1`), so that a test can look for it. Where a field wants more than
any text (a date, a zone, one of some words), `VALUES` has two that mean different things.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from ssetrack.plan.fields import FIELDS
from ssetrack.plan.kinds import Field
from ssetrack.plan.model import Activity, Entry, Milestone, Occurrence, Owner, Plan

Made = dict[str, Any]
Path = tuple[str | int, ...]

WORK: dict[str, tuple[Any, Any]] = {
    "start": ("2026-01-07", "2026-01-08"),
    "done": ("2026-02-03", "2026-02-04"),
    "progress": ("41%", "42%"),
    "status": ("in-progress", "on-hold"),
    "language": ("eo", "fr"),
    "remind": (["13d"], ["3w"]),
    "log": (["2026-01-02 Work log 1"], ["2026-01-03 Work log 2"]),
}
VALUES: dict[type, dict[str, tuple[Any, Any]]] = {
    Milestone: WORK,
    Activity: WORK | {"check-in": ("every 5 months", "every 7 weeks"), "priority": ("high", "low")},
    Entry: {
        "date": ("2026-03-05", "2026-03-06"),
        "time": ("19:07-20:11", "20:17"),
        "timezone": ("America/Lima", "Africa/Dakar"),
        "repeat": ("every 11 weeks", "every 9 weeks"),
        "until": ("2026-12-03", "2026-12-04"),
    },
    Occurrence: {
        "date": ("2026-03-06", "2026-03-07"),
        "time": ("18:03-18:59", "18:05"),
        "timezone": ("America/Bogota", "Africa/Bamako"),
        "status": ("planned", "done"),
        "done": ("2026-03-08", "2026-03-09"),
    },
    Owner: {"language": ("pt-BR", "fr"), "letters": ("weekly", "never"), "vacant": (True, False)},
    Plan: {
        "ssetrack": (1, 1),
        "language": ("en", "fr"),
        "timezone": ("Europe/Lisbon", "Asia/Tokyo"),
        "period": ("2026-01/2026-11", "2026-01/2026-12"),
        "start": ("2026-01-05", "2026-02"),
        "year-starts": ("04-07", "09"),
    },
}
"""Two values that a field may have, by class and key, for fields that do not take any text."""


def value(model: type, key: str, which: int) -> Any:
    """One of the two values of a field; None for a field that holds things with fields."""
    field = FIELDS[model][key]
    known = VALUES.get(model, {}).get(key)
    if known is not None:
        return known[which]
    text = f"{model.__name__} {key} {which + 1}"
    plain = text.replace(" ", "-") if key in ("id", "owners", "goals", "with", "lead", "members") else text
    match field.kind:
        case "text" | "prose":
            return plain
        case "texts" | "proses":
            return [plain]
        case _:
            return None


def filled(model: type, *, depth: int = 2) -> Made:
    """Something of a class with every field; what stands within itself does so once."""
    made: Made = {}
    for key, field in FIELDS[model].items():
        if field.of is None:
            made[key] = value(model, key, 0)
        elif field.of is not model or depth > 1:
            made[key] = _within(field, depth - 1 if field.of is model else depth)
    return made


def _within(field: Field, depth: int) -> Any:
    one = filled(field.of, depth=depth)
    if field.kind != "mapping":
        return [one]
    return {VALUES[Entry]["date"][0] if field.of is Occurrence else f"{field.of.__name__}-key": one}


def full_plan() -> Made:
    """A plan with every field: ids are each its own, and one activity has no milestones."""
    plan = filled(Plan)
    plan["activities"].append({**filled(Activity), "id": "alone"})
    del plan["activities"][-1]["milestones"]
    plan["sections"][0]["sections"][0]["id"] = "Section-id-within"
    for number, (holder, activity) in enumerate(_activities(plan)):
        activity["id"] = f"{activity['id']}-{number}"
        if holder is not plan:
            activity["when"] = [{**activity["when"][0], "id": "one"}, {"date": "2026-04-01", "where": "Lyon"}]
            del activity["deadline"]
        for milestone in activity.get("milestones", ()):
            if number % 2:
                del milestone["deadline"]
    return plan


def _activities(holder: Made) -> Iterator[tuple[Made, Made]]:
    for activity in holder.get("activities", ()):
        yield holder, activity
    for section in holder.get("sections", ()):
        yield from _activities(section)


def text_of(plan: Made) -> str:
    """The plan as text: JSON is YAML."""
    return json.dumps(plan, indent=1) + "\n"


def places(thing: Made, model: type, path: Path = ()) -> Iterator[tuple[Path, type, str]]:
    """Every field that is written in something: the way to its holder, the holder's class, its key."""
    for key in thing:
        field = FIELDS[model][key]
        if field.of is None:
            yield path, model, key
            continue
        within = thing[key]
        yield path, model, key
        pairs = within.items() if isinstance(within, dict) else enumerate(within)
        for name, one in pairs:
            yield from places(one, field.of, (*path, key, name))


def at(plan: Made, path: Path) -> Made:
    """What stands at the end of a way."""
    found: Any = plan
    for step in path:
        found = found[step]
    return found


@st.composite
def thinned(draw: st.DrawFn) -> Made:
    """A plan with some of the fields left out."""
    plan = full_plan()
    for path, model, key in sorted(places(plan, Plan), key=lambda place: -len(place[0])):
        if not FIELDS[model][key].required and draw(st.integers(0, 9)) == 0:
            at(plan, path).pop(key, None)
    return plan


@st.composite
def with_one_change(draw: st.DrawFn) -> tuple[Made, Made, Path, str]:
    """A plan, the same with one field that is another or left out, and which field that is."""
    plan = draw(thinned())
    known = [place for place in places(plan, Plan) if place[2] not in ("ssetrack", "id")]
    path, model, key = draw(st.sampled_from(known))
    changed = json.loads(json.dumps(plan))
    other = value(model, key, 1)
    if FIELDS[model][key].required or (other is not None and draw(st.booleans())):
        at(changed, path)[key] = other
    else:
        del at(changed, path)[key]
    return plan, changed, path, key
