"""Why a text that names several dates is refused, and how to write them apart.

Comes in: the text, and the dates that were read in it. Goes out: a `DateProblem` with the list, the
milestones or the period to write.
"""

from __future__ import annotations

import re

from ssetrack.dates.folding import fold
from ssetrack.dates.offers import Alternatives, DatedPlace, Stage, Stages
from ssetrack.dates.period import DateProblem, Period
from ssetrack.dates.refusals import quotation
from ssetrack.language.message import message


def alternatives(text: str, options: list[tuple[Period, str]]) -> DateProblem:
    """Two dates in one text; where both can be read, the list to write is given ready."""
    what = message("`{text}` contains several dates", text=quotation(text))
    if not options:
        return DateProblem(
            "unreadable-date",
            what,
            message("write a list of dates, for example `when: [2027-06-11, 2027-06-18]`"),
        )
    rows = [
        f"{{date: {_scalar(period.canonical)}, where: {_scalar(where)}}}"
        if where
        else _scalar(period.canonical)
        for period, where in options
    ]
    help_ = message("write `when: [{options}]`", options=", ".join(rows))
    offer = Alternatives(tuple(DatedPlace(period, where) for period, where in options))
    return DateProblem("unreadable-date", what, help_, offer=offer, instead=(tuple(rows),))


def several_deadlines(text: str, parts: list[tuple[str, Period]]) -> DateProblem:
    """`Draft: … Final: …`: two deadlines in one field."""
    what = message("`{text}` contains several deadlines", text=quotation(text))
    if not parts:
        return DateProblem(
            "unreadable-date", what, message("write a milestone for each of them, under `milestones:`")
        )
    rows = [
        f"{{id: {_slug(name)}, title: {_scalar(name)}, deadline: {_scalar(period.canonical)}}}"
        for name, period in parts
    ]
    help_ = message("write `milestones: [{rows}]`", rows=", ".join(rows))
    offer = Stages(tuple(Stage(name, period) for name, period in parts))
    return DateProblem("unreadable-date", what, help_, offer=offer)


def _scalar(text: str) -> str:
    """A text as it can stand inside `[]` and `{}` in YAML."""
    if re.fullmatch(r"[^\W\d_][\w .'/-]*|[0-9][0-9QS/-]*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(name)).strip("-") or "part"


def not_adjacent(text: str, dates: list[Period]) -> DateProblem:
    """Dates joined by `and` that do not follow each other: they are no period."""
    members = tuple(period.canonical for period in dates)
    return DateProblem(
        "unreadable-date",
        message("`{text}` contains dates that do not follow each other", text=quotation(text)),
        message(
            "write `[{dates}]` if one of them will be chosen; otherwise write a milestone for each",
            dates=", ".join(members),
        ),
        instead=(members,),
    )


def both_or_one(text: str, both: Period) -> DateProblem:
    """`8/9 April 2004`, `June/July 2004`: both, or one of the two."""
    either = tuple(both.canonical.split("/"))
    return DateProblem(
        "unreadable-date",
        message("`{text}` can mean both, or one of the two", text=quotation(text)),
        message(
            "write {both} for both, or `[{either}]` if one of the two will be chosen",
            both=both.canonical,
            either=", ".join(either),
        ),
        instead=(both.canonical, either),
    )
