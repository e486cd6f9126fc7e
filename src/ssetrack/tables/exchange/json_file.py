"""JSON of GitHub (milestones), GitLab (issues) and Trello (a board).

Comes in: octets. Goes out: a document with a table of the items. A day without an hour is that day. GitHub
says midnight in California for the day that was set. Any other moment stays one: which day it is depends on
the zone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

from ssetrack.dates import zone
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.identities import Identities, people
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    day,
    days_later,
    document_of_entries,
    moment,
    words,
)
from ssetrack.tables.grid import Beside, Document, Remark
from ssetrack.tables.limits import MOST_TEXT, PARTS, check_depth, check_number, check_size

_MOST_VALUES = 300_000
_MIDNIGHT = "T00:00:00Z"
"""As GitHub said days until 2014; since then it says midnight in California."""

_IN_UTC = re.compile(r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z")
_CALIFORNIA = "America/Los_Angeles"

Data = Mapping[str, Any]


def document(octets: bytes) -> Document:
    """What is in a file. Raises `SsetrackError` for broken JSON, and for JSON of something else."""
    check_size(len(octets), MOST_TEXT)
    source = decoding_of(octets)
    check_number(source.text.count("{") + source.text.count("["), _MOST_VALUES, PARTS)
    try:
        data = json.loads(source.text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise SsetrackError(
            message("the file is not valid JSON; see line {line}", line=line), message("export it again")
        ) from error
    except RecursionError:
        check_depth(1000)
        raise
    title, entries = _plan(data)
    told = _members(data).told_of_people() if isinstance(data, dict) else ()
    return document_of_entries(title, entries, told=(*source.told, *told))


def _plan(data: Any) -> tuple[str, list[Entry]]:
    items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
    if isinstance(data, dict) and isinstance(data.get("cards"), list) and isinstance(data.get("lists"), list):
        return str(data.get("name") or ""), list(_board(data))
    if items and all("due_on" in item for item in items):
        return "", [_milestone(item) for item in items]
    if items and all("iid" in item and "title" in item for item in items):
        return "", list(_issues(items))
    raise SsetrackError(
        message("this kind of JSON cannot be read"),
        message("ssetrack reads milestones of GitHub, issues of GitLab and boards of Trello"),
    )


def _texts(items: Any, *keys: str) -> list[str]:
    """The first of some texts in each of several objects."""
    found = []
    for item in items if isinstance(items, list) else []:
        text = item if isinstance(item, str) else next((item[key] for key in keys if _get(item, key)), "")
        found.append(str(text))
    return found


def _get(item: Any, key: str) -> Any:
    return item.get(key) if isinstance(item, dict) else None


def _text(item: Data, key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _time(text: str, *, of_days: bool = False) -> Value:
    """A day, or a moment in ISO 8601 without seconds; `of_days`: midnight as GitHub says it is a day."""
    if days_later(text, 0):
        return day(text)
    if days_later(text[:10], 0) and _IN_UTC.fullmatch(text[10:]):
        if of_days and (text[10:] == _MIDNIGHT or _is_midnight(text)):
            return day(text[:10], text)
        return moment(f"{text[:16]}Z")
    return words(text)


def _is_midnight(text: str) -> bool:
    """Whether a moment is the first one of its day in California."""
    where = zone(_CALIFORNIA)
    try:
        there = datetime.fromisoformat(text).astimezone(where)
    except (ValueError, OverflowError):
        return False
    return text[:10] == there.date().isoformat() and there.timetz().replace(tzinfo=None) == time.min


def _with_link(item: Data, title: str, *keys: str) -> Value:
    target = next((_text(item, key) for key in keys if _text(item, key)), "")
    return words(title, remarks=(Remark(Beside.LINK, target),) if target else ())


def _milestone(item: Data) -> Entry:
    """GitHub: REST API, list milestones."""
    return Entry({
        Column.ID: words(_text(item, "number")),
        Column.TITLE: _with_link(item, _text(item, "title"), "html_url"),
        Column.DEADLINE: _time(_text(item, "due_on"), of_days=True),
        Column.STATUS: words("done" if item.get("state") == "closed" else ""),
        Column.DONE: _time(_text(item, "closed_at")),
        Column.NOTES: words(_text(item, "description")),
    })  # fmt: skip


def _issues(items: list[dict[str, Any]]) -> Iterator[Entry]:
    """GitLab: REST API, list issues. A milestone is a section; what has none comes first."""
    groups: dict[str, list[dict[str, Any]]] = {"": []}
    for item in items:
        groups.setdefault(str(_get(item.get("milestone"), "title") or ""), []).append(item)
    for title, group in groups.items():
        if title:
            due = str(_get(group[0].get("milestone"), "due_date") or "")
            yield Entry({Column.TITLE: words(title), Column.DEADLINE: _time(due)}, section=True)
        for item in group:
            yield Entry({
                Column.ID: words(_text(item, "iid")),
                Column.TITLE: _with_link(item, _text(item, "title"), "web_url"),
                Column.START: _time(_text(item, "start_date")),
                Column.DEADLINE: _time(_text(item, "due_date")),
                Column.OWNERS: words(*_texts(item.get("assignees"), "name", "username")),
                Column.STATUS: words("done" if item.get("state") == "closed" else ""),
                Column.DONE: _time(_text(item, "closed_at")),
                Column.TAGS: words(*_texts(item.get("labels"), "name")),
                Column.NOTES: words(_text(item, "description")),
            }, depth=int(bool(title)))  # fmt: skip


def _board(data: Data) -> Iterator[Entry]:
    """Trello: a list is a section; what is archived, itself or with its list, is a hidden row."""
    members = _members(data).names
    checklists: dict[str, list[dict[str, Any]]] = {}
    for one in _objects(data.get("checklists")):
        checklists.setdefault(str(one.get("idCard")), []).append(one)
    by_list: dict[str, list[dict[str, Any]]] = {}
    for card in _objects(data.get("cards")):
        by_list.setdefault(str(card.get("idList")), []).append(card)
    for one in _objects(data.get("lists")):
        cards = by_list.get(str(one.get("id")), [])
        archived = bool(one.get("closed"))
        if cards or not archived:
            yield Entry({Column.TITLE: words(_text(one, "name"))}, section=True, hidden=archived)
        for card in cards:
            known = card.get("idMembers")
            owners = (
                [members[str(member)] for member in known if str(member) in members]
                if isinstance(known, list)
                else []
            )
            boxes = [line for each in checklists.get(str(card.get("id")), []) for line in _boxes(each)]
            yield Entry({
                Column.ID: words(_text(card, "idShort")),
                Column.TITLE: _with_link(card, _text(card, "name"), "shortUrl", "url"),
                Column.START: _time(_text(card, "start")),
                Column.DEADLINE: _time(_text(card, "due")),
                Column.OWNERS: words(*owners),
                Column.STATUS: words("done" if card.get("dueComplete") else ""),
                Column.TAGS: words(*_texts(card.get("labels"), "name", "color")),
                Column.NOTES: words(_text(card, "desc"), *boxes),
            }, depth=1, hidden=archived or bool(card.get("closed")))  # fmt: skip


def _members(board: Data) -> Identities:
    return people(
        (str(_get(one, "id")), str(_get(one, "fullName") or _get(one, "username") or ""))
        for one in _objects(board.get("members"))
    )


def _boxes(checklist: Data) -> Iterator[str]:
    for item in _objects(checklist.get("checkItems")):
        yield f"[{'x' if item.get('state') == 'complete' else ' '}] {_text(item, 'name')}"


def _objects(items: Any) -> Iterable[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
