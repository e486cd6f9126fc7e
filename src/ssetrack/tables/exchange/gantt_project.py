"""GanttProject's files (.gan).

Comes in: octets. Goes out: a document: the name, and a table of the tasks. Tasks with tasks inside are
sections. A file has starts, and durations in working days of a calendar of its own; these are told and never
computed. What a task leads to is said there; here each says what it waits for.
"""

from collections.abc import Collection, Iterator, Mapping

from ssetrack.tables.exchange import identities
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    check_entries,
    day,
    days_later,
    document_of_entries,
    words,
)
from ssetrack.tables.exchange.xml_tree import Element, children, root, text
from ssetrack.tables.grid import Beside, Document, Remark
from ssetrack.tables.web_page.styles import colour

_LINKS = {"1": "start to start", "3": "finish to finish", "4": "start to finish"}
"""Types of a link that is not the usual one, from end to start."""

_PLAIN = "8CB6CE"
"""The colour of a task that nobody coloured."""


def document(octets: bytes) -> Document:
    """The project in a file. Raises `SsetrackError` for one that is broken or too large."""
    project = root(octets)
    tasks = [
        pair
        for group in children(project, "tasks")
        for task in children(group, "task")
        for pair in _tasks(task, 0)
    ]
    check_entries(len(tasks))
    known = identities.tasks((task.get("id", ""), task.get("name", "")) for task, _ in tasks)
    waits = _waits([task for task, _ in tasks], known.ambiguous)
    people = identities.people(
        (one.get("id", ""), one.get("name", ""))
        for group in children(project, "resources")
        for one in children(group, "resource")
    )
    owners = _owners(project, people.names, known.ambiguous)
    entries = [
        _entry(task, depth, waits.get(task.get("id", ""), []), owners.get(task.get("id", ""), []))
        for task, depth in tasks
    ]
    language = (project.get("locale") or "").partition("_")[0][:3]
    told = (*known.told_of_tasks(), *people.told_of_people())
    return document_of_entries(project.get("name", ""), entries, language=language, told=told)


def _tasks(task: Element, depth: int) -> Iterator[tuple[Element, int]]:
    """A task and all inside it, with their depths."""
    yield task, depth
    for inner in children(task, "task"):
        yield from _tasks(inner, depth + 1)


def _waits(tasks: list[Element], ambiguous: Collection[str]) -> dict[str, list[str]]:
    """The ids that a task waits for; an ambiguous one means no task."""
    found: dict[str, list[str]] = {}
    for task in tasks:
        for link in children(task, "depend"):
            if task.get("id", "") in ambiguous or link.get("id", "") in ambiguous:
                continue
            kind, pause = link.get("type", "2"), link.get("difference", "0")
            said = [_LINKS[kind]] if kind in _LINKS else []
            if pause not in ("", "0"):
                said.append(f"lag {pause} working days")
            words_beside = f" ({', '.join(said)})" if said else ""
            found.setdefault(link.get("id", ""), []).append(task.get("id", "") + words_beside)
    return found


def _owners(project: Element, names: Mapping[str, str], ambiguous: Collection[str]) -> dict[str, list[str]]:
    """The names of those who work on a task, who is responsible first; nobody's for ambiguous tasks."""
    found: dict[str, list[str]] = {}
    for group in children(project, "allocations"):
        for one in children(group, "allocation"):
            name = names.get(one.get("resource-id", ""), "")
            if name and one.get("task-id", "") not in ambiguous:
                listed = found.setdefault(one.get("task-id", ""), [])
                listed.insert(0 if one.get("responsible") == "true" else len(listed), name)
    return found


def _entry(task: Element, depth: int, after: list[str], owners: list[str]) -> Entry:
    link = task.get("webLink", "").strip()
    fill = colour(task.get("color", ""))
    values = {
        Column.ID: words(task.get("id", "")),
        Column.TITLE: words(
            task.get("name", ""), remarks=(Remark(Beside.LINK, link),) if link else ()
        )._replace(fill="" if fill == _PLAIN else fill),
        Column.OWNERS: words(*owners),
        Column.AFTER: words(*after),
        Column.NOTES: words(text(task, "notes")),
    }
    start, length = _day(task.get("start", "")), task.get("duration", "")
    if task.get("meeting") == "true" or length == "0":
        values[Column.END] = start
    else:
        values[Column.START] = start
        days = "working day" if length == "1" else "working days"
        values[Column.DURATION] = words(f"{length} {days}" if length else "")
    progress = task.get("complete", "0")
    if progress not in ("", "0"):
        values[Column.PROGRESS] = words(f"{progress} %")
    return Entry(values, depth, section=next(children(task, "task"), None) is not None)


def _day(written: str) -> Value:
    return day(written) if days_later(written, 0) else words(written)
