"""MS Project's XML (MSPDI).

Comes in: octets. Goes out: a document: the title, and a table of the tasks. Summary tasks are sections. Links
name the UID of a task, people see its outline number. An end at 17:00 is that day; one at midnight, the day
before. What a task that is planned by hand says in words (`after the elections`) stays so.
"""

import re
from collections.abc import Collection, Mapping

from ssetrack.tables.exchange import identities
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    check_entries,
    day,
    day_before,
    document_of_entries,
    words,
)
from ssetrack.tables.exchange.xml_tree import Element, children, root, text
from ssetrack.tables.grid import Document
from ssetrack.tables.whole_numbers import natural_number, whole_number

_NOBODY = {"-65535", "-65536", "0", ""}
_WORK = "1"
"""The type of a resource that is a person; others are material and costs."""

_LINKS = {"0": "finish to finish", "2": "start to finish", "3": "start to start"}
"""Types of a link that is not the usual one, from end to start."""

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?")
_MINUTES_OF_LAG = 10
"""Parts of a minute in which a lag is said."""


def document(octets: bytes) -> Document:
    """The project in a file. Raises `SsetrackError` for one that is broken or too large."""
    project = root(octets)
    tasks = [task for group in children(project, "Tasks") for task in children(group, "Task")]
    check_entries(len(tasks))
    known = identities.tasks((text(task, "UID"), _number(task)) for task in tasks)
    people = identities.people(
        (text(one, "UID"), text(one, "Name"))
        for group in children(project, "Resources")
        for one in children(group, "Resource")
        if (text(one, "Type") or _WORK) == _WORK
    )
    owners = _owners(project, people.names, known.names)
    entries = [
        _entry(task, known.names, owners.get(text(task, "UID"), ())) for task in tasks if _is_shown(task)
    ]
    told = (*known.told_of_tasks(), *people.told_of_people())
    return document_of_entries(text(project, "Title") or text(project, "Name"), entries, told=told)


def _is_shown(task: Element) -> bool:
    """Whether it is a line of the plan: an empty line is none, nor is the project as a whole."""
    return text(task, "IsNull") != "1" and text(task, "OutlineLevel") != "0" and text(task, "Name") != ""


def _number(task: Element) -> str:
    return text(task, "WBS") or text(task, "OutlineNumber") or text(task, "ID")


def _owners(project: Element, names: Mapping[str, str], tasks: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names of those who work on a task, by its UID, for tasks that a UID means."""
    found: dict[str, tuple[str, ...]] = {}
    for group in children(project, "Assignments"):
        for one in children(group, "Assignment"):
            who, task = text(one, "ResourceUID"), text(one, "TaskUID")
            if who not in _NOBODY and task in tasks and names.get(who):
                found[task] = (*found.get(task, ()), names[who])
    return found


def _entry(task: Element, shown: Mapping[str, str], owners: tuple[str, ...]) -> Entry:
    start, end = text(task, "Start"), text(task, "Finish")
    values = {
        Column.ID: words(_number(task)),
        Column.TITLE: words(text(task, "Name"))._replace(struck=text(task, "Active") == "0"),
        Column.OWNERS: words(*owners),
        Column.AFTER: words(*_predecessors(task, shown)),
        Column.NOTES: words(text(task, "Notes")),
    }
    if text(task, "Milestone") == "1" or (start and start == end):
        values[Column.END] = _day(end or start) or words(text(task, "FinishText") or text(task, "StartText"))
    else:
        values[Column.START] = _day(start) or words(text(task, "StartText"))
        values[Column.END] = _day(end, is_end=True) or words(text(task, "FinishText"))
    due = _day(text(task, "Deadline"), is_end=True)
    if due:
        values[Column.DEADLINE] = due
    progress = text(task, "PercentComplete")
    if progress not in ("", "0"):
        values[Column.PROGRESS] = words(f"{progress} %")
    depth = (natural_number(text(task, "OutlineLevel")) or 1) - 1
    return Entry(values, depth, section=text(task, "Summary") == "1")


def _predecessors(task: Element, shown: Mapping[str, str]) -> list[str]:
    """What a task waits for; a link that is not from end to start, or with a pause, in words."""
    found = []
    for link in children(task, "PredecessorLink"):
        uid, kind, lag = text(link, "PredecessorUID"), text(link, "Type"), text(link, "LinkLag")
        said = [_LINKS[kind]] if kind in _LINKS else []
        if pause := whole_number(lag):
            said.append(f"lag {pause / _MINUTES_OF_LAG:g} min")
        found.append(shown.get(uid, f"UID {uid}") + (f" ({', '.join(said)})" if said else ""))
    return found


def _day(moment: str, *, is_end: bool = False) -> Value | None:
    """The day of a time without a zone; of an end at midnight, the day before."""
    found = _TIME.fullmatch(moment)
    if found is None:
        return words(moment) if moment else None
    last = day_before(found[1]) if is_end and found[2] == "00:00" else found[1]
    return day(last, moment if last != found[1] else "") if last else words(moment)
