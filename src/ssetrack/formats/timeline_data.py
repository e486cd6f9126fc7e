"""A timeline for other programs: JSON (docs/json.md, version 1).

Comes in: a timeline. Goes out: text, with the axis and one line for each item.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ssetrack.formats.views_data import document, ids
from ssetrack.query.timeline import Bar, Stretch, Timeline


def timeline_json(timeline: Timeline) -> str:
    """Each item with its stretches of days in the order of time."""
    bars = [_bar(bar, timeline) for bar in timeline.bars]
    body = {"first": timeline.first.isoformat(), "last": timeline.last.isoformat(), "items": bars}
    return document(timeline.report, body)


def _bar(bar: Bar, timeline: Timeline) -> dict[str, Any]:
    view, status = timeline.report.view, bar.status
    return {
        "plan": status.file.id,
        "id": status.item.id,
        "title": view.title(status),
        "section": view.sections(status),
        "milestone": status.item.milestone is not None,
        "state": status.state,
        "deadline": _day(bar.deadline),
        "stretches": [_stretch(stretch) for stretch in bar.stretches],
        "after": ids(bar.waits_for),
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "means": stretch.meaning,
        "first": _day(stretch.days.first),
        "last": _day(stretch.days.last),
        "fuzzy-first": stretch.fuzzy_first,
        "fuzzy-last": stretch.fuzzy_last,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
