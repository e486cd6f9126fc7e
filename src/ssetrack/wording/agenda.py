"""What an agenda says, list by list, in words: for mails, minutes, pages and calendars.

Comes in: an agenda. Goes out: a heading, and lists that together fit on a page; what does not is counted. No
line has an address of a person: an agenda is sent to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ssetrack.language.message import message
from ssetrack.plan.model import AgendaItem
from ssetrack.plan.prose import text_in
from ssetrack.query.agenda import Agenda, Call, SectionLate, Vacancy
from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.wording.addresses import HIDDEN, without_addresses
from ssetrack.wording.brief import (
    BEFORE_WHO,
    Line,
    decision_line,
    item_line,
    more_words,
    next_date,
    unreadable,
    with_number,
)
from ssetrack.wording.cells import files_that_answer, name_list, title_lines, title_words
from ssetrack.wording.dates import date_words, day_words, period_words
from ssetrack.wording.filters import filter_words
from ssetrack.wording.languages import Foreign, text_language, title_language
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon

PAGE = 50
"""Lines of a page."""

WIDTH = 90
"""Letters of such a line."""

MOST_POINTS = 30
"""Points of the call's own agenda."""


class Part(NamedTuple):
    """Lines of a list that belong together; the title is empty where a list has one part.

    `language` is that of the title, where it is not the agenda's.
    """

    title: str
    lines: tuple[Line, ...]
    language: str | None = None


class AgendaList(NamedTuple):
    """A list with its heading, and how many of its lines there was no room for."""

    heading: str
    parts: tuple[Part, ...] = ()
    more: str = ""


class ToldAgenda(NamedTuple):
    """An agenda in words: its title, lines about the call and the plans, its lists.

    `foreign` are titles in the opening that are in another language.
    """

    title: str
    opening: tuple[str, ...]
    lists: tuple[AgendaList, ...]
    language: str
    colon: str
    foreign: tuple[Foreign, ...] = ()

    def sentence(self, line: Line) -> str:
        """A line as one text, without its id: "Title: words · Ana"."""
        said = f"{line.title}{self.colon}{line.words}" if line.words else line.title
        return f"{said}{BEFORE_WHO}{line.who}" if line.who else said


def told_agenda(agenda: Agenda, page: int = PAGE) -> ToldAgenda:
    """An agenda in the reader's words, in at most so many lines of text."""
    view, call = agenda.report.view, agenda.call
    say = view.speaker.say
    public = _Public(say(HIDDEN))
    title = say(message("Agenda, {day}", day=day_words(call.day, view)))
    opening = tuple(public.text(one) for one in _opening(agenda) if one)
    full = [_public_list(one, public) for one in _lists(agenda)]
    room = page - 2 - len(opening)
    return ToldAgenda(
        public.text(title),
        opening,
        tuple(_cut(full, room, view)),
        view.speaker.language,
        colon(view.speaker),
        tuple(Foreign(public.text(text), language) for text, language in _foreign(agenda)),
    )


def _foreign(agenda: Agenda) -> Iterator[Foreign]:
    """The titles of the call and of the plans in the opening, as far as they are in another language."""
    view, status = agenda.report.view, agenda.call.status
    page = view.speaker.language
    language = None if status is None else title_language(status, view, page)
    if status is not None and language is not None:
        yield Foreign(one_line(title_words(status, view)), language)
    for file in files_that_answer(agenda.report):
        language = text_language(file.plan.title, file, view, page)
        if language is not None:
            yield Foreign(one_line(text_in(file.plan.title, view.language, file.language)), language)


class _Public(NamedTuple):
    """Takes addresses of people out of texts."""

    instead: str

    def text(self, text: str) -> str:
        return without_addresses(text, self.instead)

    def line(self, line: Line) -> Line:
        return line._replace(
            id=self.text(line.id),
            title=self.text(line.title),
            words=self.text(line.words),
            who=self.text(line.who),
        )


def _public_list(one: AgendaList, public: _Public) -> AgendaList:
    parts = (
        part._replace(title=public.text(part.title), lines=tuple(map(public.line, part.lines)))
        for part in one.parts
    )
    return one._replace(parts=tuple(parts))


def _opening(agenda: Agenda) -> Iterator[str]:
    """The call, the plans, how far the agenda looks ahead, and what is left out."""
    report, call = agenda.report, agenda.call
    view, speaker = report.view, report.view.speaker
    if call.status is not None:
        yield _call_words(call.status, view)
    yield " · ".join(title_lines(report))
    following = day_words(call.following, view)
    if call.is_followed:
        yield speaker.say(message("The call after this one: {day}", day=following))
    else:
        days = (call.following - call.day).days
        yield speaker.count(
            "Covers the next {number} day, until {day}",
            "Covers the next {number} days, until {day}",
            days,
            day=following,
        )
    yield filter_words(report)
    for loaded in view.portfolio.broken:
        yield unreadable(loaded.source.path.replace("\\", "/").rpartition("/")[2], speaker)


def _call_words(status: Status, view: View) -> str:
    """The call with its hours and its place, and who hosts it, if only this time.

    "Board call: 14 December 2026, 17:00–18:00 (UTC), Lima · Ana".
    """
    date, where = date_words(status, view), view.where(status)
    words = f"{date}, {one_line(where)}" if where else date
    time = status.due.occurrence
    if time is not None and time.written is not None and time.written.owners:
        words = f"{words}{BEFORE_WHO}{name_list(view.names(status, time.written.owners), view.speaker)}"
    return f"{one_line(title_words(status, view))}{colon(view.speaker)}{words}"


def _lists(agenda: Agenda) -> Iterator[AgendaList]:
    view, call, say = agenda.report.view, agenda.call, agenda.report.view.speaker.say
    points = tuple(islice(_points(call, view), MOST_POINTS))
    if points:
        yield AgendaList(say(message("Points of the call")), (Part("", points),))
    yield _list(
        say(message("Decisions needed")),
        say(message("No decision is needed")),
        (Part("", tuple(_with_whom_to_ask(decision_line(one, view), view) for one in agenda.decisions)),),
    )
    yield _list(
        say(message("Overdue")),
        say(message("Nothing is overdue")),
        tuple(_late(late, view) for late in agenda.late),
    )
    following, previous = day_words(call.following, view), day_words(call.previous, view)
    yield _list(
        say(message("Due by {day}", day=following)),
        say(message("Nothing is due by {day}", day=following)),
        (Part("", tuple(_item(status, view) for status in agenda.due)),),
    )
    yield _list(
        say(message("Done since {day}", day=previous)),
        say(message("Nothing was marked as done since {day}", day=previous)),
        (Part("", tuple(_done(status, view) for status in agenda.done)),),
    )
    if agenda.vacancies:
        roles = tuple(_vacancy(one, view) for one in agenda.vacancies)
        yield _list(say(message("Vacant roles")), "", (Part("", roles),))


def _list(heading: str, nothing: str, parts: tuple[Part, ...]) -> AgendaList:
    number = sum(len(part.lines) for part in parts)
    return AgendaList(with_number(heading, number), parts) if number else AgendaList(nothing)


def _points(call: Call, view: View) -> Iterator[Line]:
    """The points that the plan has for the call, those below others after them."""
    if call.status is None:
        return
    waiting: list[AgendaItem] = list(reversed(call.status.item.activity.agenda))
    own = call.status.file.language
    while waiting:
        point = waiting.pop()
        language = text_language(point.title, call.status.file, view, view.speaker.language)
        yield Line("", one_line(text_in(point.title, view.language, own)), "", language=language)
        waiting.extend(reversed(point.items))


def _late(late: SectionLate, view: View) -> Part:
    """What is overdue below its section; of several plans, what is in none is below its plan."""
    first, page = late.statuses[0], view.speaker.language
    title, language = late.title, None
    if title:
        language = text_language(first.item.sections[0].title, first.file, view, page)
    elif view.several:
        title = text_in(first.file.plan.title, view.language, first.file.language)
        language = text_language(first.file.plan.title, first.file, view, page)
    return Part(one_line(title), tuple(_item(status, view) for status in late.statuses), language)


def _with_whom_to_ask(line: Line, view: View) -> Line:
    names = line.who or view.speaker.say(message("everybody"))
    return line._replace(who=view.speaker.say(message("ask: {names}", names=names)))


def _item(status: Status, view: View) -> Line:
    """An item with its date. Days are not counted: the agenda is read on other days than its own."""
    return item_line(status, next_date(status, view), view)


def _done(status: Status, view: View) -> Line:
    words = "" if status.done is None else period_words(status.done, view)
    return item_line(status, words, view)


def _vacancy(vacancy: Vacancy, view: View) -> Line:
    number = len(vacancy.statuses)
    ids = name_list([view.id(one) for one in vacancy.statuses[:MOST_POINTS]], view.speaker,
                    more=max(0, number - MOST_POINTS))  # fmt: skip
    words = view.speaker.count("{number} item ({ids})", "{number} items ({ids})", number, ids=ids)
    return Line("", one_line(vacancy.name), words)


def _cut(lists: Sequence[AgendaList], room: int, view: View) -> Iterator[AgendaList]:
    """The lists with as many lines as there is room for: each in turn gets the next one of its own."""
    waiting = [list(_costs(one)) for one in lists]
    room -= 2 * len(lists)
    taken = [0] * len(lists)
    is_open = [bool(one) for one in waiting]
    while any(is_open):
        for number, costs in enumerate(waiting):
            if not is_open[number]:
                continue
            cost = costs[taken[number]]
            # The first line is there whatever it costs: a heading alone says nothing.
            if cost > room and taken[number]:
                is_open[number] = False
                continue
            room -= cost
            taken[number] += 1
            is_open[number] = taken[number] < len(costs)
    for one, most in zip(lists, taken, strict=True):
        number = sum(len(part.lines) for part in one.parts)
        yield AgendaList(
            one.heading, tuple(_first(one.parts, most)), more_words(number - most, "", view.speaker)
        )


def _costs(one: AgendaList) -> Iterator[int]:
    """How many lines of text each line takes, with the title of the part that it begins."""
    for part in one.parts:
        for number, line in enumerate(part.lines):
            letters = len(line.id) + len(line.title) + len(line.words) + len(line.who) + 8
            yield -(-letters // WIDTH) + (1 if part.title and number == 0 else 0)


def _first(parts: Iterable[Part], most: int) -> Iterator[Part]:
    for part in parts:
        if most > 0:
            yield part._replace(lines=part.lines[:most])
        most -= len(part.lines)
