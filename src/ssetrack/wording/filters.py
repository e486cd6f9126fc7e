"""Which items a view was asked for, in words: what it says is said of these alone.

Comes in: a report. Goes out: a line for its heading, empty where nothing was left out. People are called by
their names and states by their words, however they were typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ssetrack.dates import DayRange
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.items import walk_sections
from ssetrack.plan.prose import text_in
from ssetrack.query.columns import View
from ssetrack.query.filters import people_meant
from ssetrack.query.report import Report
from ssetrack.status import Flag, State
from ssetrack.wording.dates import day_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import in_a_row
from ssetrack.wording.words import FLAGS, STATES

FILTERS: dict[str, Callable[[str], Message]] = {
    "owners": lambda names: message("owner {names}", names=names),
    "roles": lambda names: message("role {names}", names=names),
    "goals": lambda names: message("goal {names}", names=names),
    "sections": lambda names: message("section {names}", names=names),
    "states": lambda names: message("state {names}", names=names),
    "flags": lambda names: message("flag {names}", names=names),
    "tags": lambda names: message("tag {names}", names=names),
    "plans": lambda names: message("plan {names}", names=names),
}
"""What each filter of names is called, before the names."""


def filter_words(report: Report) -> str:
    """The line that names the filters: "Only owner Awa Ndiaye; state overdue"."""
    if not report.is_filtered:
        return ""
    speaker = report.view.speaker
    parts = [speaker.say(part) for part in _parts(report)]
    return one_line(speaker.say(message("Only {filters}", filters=in_a_row(parts, speaker))))


def _parts(report: Report) -> Iterator[Message]:
    filters, speaker = report.filters, report.view.speaker
    for field, words in FILTERS.items():
        values: tuple[str, ...] = getattr(filters, field)
        if values:
            yield words(", ".join(dict.fromkeys(_name(field, value, report, speaker) for value in values)))
    if not filters.teams and filters.owners:
        yield message("without their teams")
    yield from _days(filters.days, report)
    if filters.text:
        yield message("text `{text}`", text=filters.text)


def _name(field: str, value: str, report: Report, speaker: Speaker) -> str:
    if field == "owners":
        keys = sorted(people_meant(value, report.view.portfolio))
        return ", ".join(_owner_name(key, report.view) or value for key in keys)
    if field == "sections":
        return _section_title(value, report)
    words = value.strip().casefold().replace(" ", "-").replace("_", "-")
    if field == "states" and words in set(State):
        return speaker.say(STATES[State(words)])
    if field == "flags" and words in set(Flag):
        return speaker.say(FLAGS[Flag(words)])
    return value


def _owner_name(key: str, view: View) -> str | None:
    """The name of somebody in the reader's language; None for whom no plan declares."""
    portfolio = view.portfolio
    for file in portfolio.files:
        for slug in file.plan.owners or {}:
            if portfolio.people.key(file.id, slug) == key:
                return view.name(slug, file)
    return portfolio.people.people[key].name if key in portfolio.people.people else None


def _section_title(value: str, report: Report) -> str:
    """The title, in the reader's language, of the section that has the value as its id or title."""
    view, wanted = report.view, fold(value)
    for file in view.portfolio.files:
        for _, section in walk_sections(file.plan):
            title = section.title or ""
            titles = (title,) if isinstance(title, str) else title.values()
            if any(fold(name) == wanted for name in (section.id, *titles) if name):
                return text_in(section.title, view.language, file.language)
    return value


def _days(days: DayRange, report: Report) -> Iterator[Message]:
    if days.first is not None:
        yield message("from {day} on", day=day_words(days.first, report.view))
    if days.last is not None:
        yield message("until {day}", day=day_words(days.last, report.view))
