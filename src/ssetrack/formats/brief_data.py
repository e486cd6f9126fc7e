"""A brief for other programs: JSON (docs/json.md, version 1).

Comes in: a brief. Goes out: text. Lists are whole and nothing is translated.
"""

from __future__ import annotations

from typing import Any

from ssetrack.formats.changes_data import changes_data
from ssetrack.formats.item_data import due_data
from ssetrack.formats.views_data import document
from ssetrack.query.brief import Brief, Decision
from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.wording.questions import question_text


def brief_json(brief: Brief) -> str:
    """What is overdue, coming, to be decided, what changed, and how many are later."""
    view, broken = brief.report.view, brief.report.view.portfolio.broken
    return document(
        brief.report,
        {
            "unreadable": [loaded.source.path for loaded in broken],
            "summary": brief.report.counts,
            "days": brief.days,
            "overdue": [_item(status, view) for status in brief.overdue],
            "coming": [_item(status, view) for status in brief.coming],
            "decisions": [_decision(one, view) for one in brief.decisions],
            "changed": None if brief.changed is None else changes_data(brief.changed),
            "later": brief.later,
        },
    )


def _item(status: Status, view: View) -> dict[str, Any]:
    return {
        "plan": status.file.id,
        "id": status.item.id,
        "title": view.title(status),
        "owners": status.item.owners,
        "kind": status.due.kind,
        "due": due_data(status.due, view.language, status.file.language),
        "days_left": status.days_left,
        "state": status.state,
        "flags": status.flags,
    }


def _decision(decision: Decision, view: View) -> dict[str, Any]:
    return {
        "plan": decision.status.file.id,
        "id": decision.status.item.id,
        "title": view.title(decision.status),
        "ask": decision.asked.keys,
        "questions": [
            {"about": one.about, "question": question_text(one, view), "names": one.names}
            for one in decision.questions
        ],
    }
