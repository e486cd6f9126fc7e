"""Items and dates as the data of their JSON objects, and many items as JSON, one a line.

Comes in: statuses, and the view they are seen through. Goes out: plain data, or text. The shapes are
contracts (docs/json.md, "version 1").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ssetrack.plan.prose import text_in
from ssetrack.query.columns import View
from ssetrack.schedule import Due
from ssetrack.status import Status
from ssetrack.wording.printable import json_text

NO_MORE: Mapping[str, object] = MappingProxyType({})


def item_data(status: Status, view: View) -> dict[str, Any]:
    """One item as the data of its JSON object, for those who write it otherwise than on one line."""
    data: dict[str, Any] = json.loads(ItemLines(view).line(status))
    return data


def due_data(due: Due, language: str | None, own: str) -> dict[str, Any]:
    """A due as the data of its JSON object; bounds are null where there are none."""
    period = due.period
    return {
        "text": due.text,
        "canonical": due.canonical,
        "earliest": period.earliest.isoformat() if period.earliest else None,
        "latest": period.latest.isoformat() if period.latest else None,
        "certainty": period.certainty,
        "time": None if due.hours is None else str(due.hours),
        "timezone": due.timezone,
        "alternatives": [
            {
                "id": option.id,
                "earliest": option.period.earliest.isoformat() if option.period.earliest else None,
                "latest": option.period.latest.isoformat() if option.period.latest else None,
                "where": None if option.where is None else text_in(option.where, language, own),
            }
            for option in due.alternatives
        ],
    }


class _Texts(dict[Any, str]):
    """The JSON of values that can be keys, each made once: ids, names and words come again and again.

    True and 1 would be one key; no field that every item has is a truth value.
    """

    def __missing__(self, value: object) -> str:
        text = self[value] = str(value) if type(value) is int else json_text(value)
        return text


class ItemLines:
    """Items as JSON objects, each on one line. What many of them share is made into JSON once.

    An encoder would walk through every item and make the same texts again, which takes twice as long. A date,
    and the sections round an item, are known again by being the same object, not by what they hold.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._texts = _Texts()
        self._sections: dict[int, str] = {}
        self._dues: dict[tuple[int, str], str] = {}

    def line(self, status: Status, more: Mapping[str, object] = NO_MORE) -> str:
        """The item's JSON object, with more fields at its end."""
        text, view, item, own = self._texts, self._view, status.item, status.file.language
        fields = (
            f'"plan": {text[item.plan]}, "id": {text[item.id]}, "activity": {text[item.activity.id]}, '
            f'"title": {json_text(item.title(view.language, own).text)}, "section": {self._section(status)}, '
            f'"owners": {text[item.owners]}, "with": {text[item.contributors]}, "goals": {text[item.goals]}, '
            f'"kind": {text[status.due.kind]}, "due": {self._due(status.due, own)}, '
            f'"days_left": {text[status.days_left]}, "state": {text[status.state]}, '
            f'"flags": {text[status.flags]}, "status": {text[item.status]}, '
            f'"progress": {text[item.work.progress]}, '
            f'"done": {text[status.done.canonical if status.done else None]}, '
            f'"where": {text[view.where(status)]}, "line": {status.file.source.first_line(item.route)}'
        )
        if status.due.occurrence is not None:
            fields += f', "occurrence": {text[status.due.occurrence.key.isoformat()]}'
        more = {**(item.work.extensions or item.activity.extensions or {}), **more}
        return f"{{{fields}, {json_text(more)[1:]}" if more else f"{{{fields}}}"

    def _section(self, status: Status) -> str:
        sections = status.item.sections
        known = self._sections.get(id(sections))
        if known is None:
            known = self._sections[id(sections)] = json_text(self._view.sections(status))
        return known

    def _due(self, due: Due, own: str) -> str:
        known = self._dues.get((id(due), own))
        if known is None:
            known = self._dues[id(due), own] = json_text(due_data(due, self._view.language, own))
        return known
