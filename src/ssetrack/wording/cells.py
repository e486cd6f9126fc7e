"""What is in the cells of a status for people, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ssetrack.dates import PeriodKind
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import COLUMNS, Cell, View
from ssetrack.query.report import Group, Report
from ssetrack.status import Flag, State, Status
from ssetrack.wording.dates import date_words, day_words, period_words, short_date
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon, in_a_row
from ssetrack.wording.words import CHOICES, FLAGS, STATES, state_days, state_heading

MOST_TITLES = 3

MOST_LISTED = 20
"""Names in one cell of a table; where there are more, the rest are counted."""


def title_lines(report: Report) -> list[str]:
    """The titles of the plans, or how many there are where that would be a long line."""
    view, files = report.view, files_that_answer(report)
    if len(files) > MOST_TITLES:
        return [view.speaker.count("{number} plan", "{number} plans", len(files))]
    return [one_line(text_in(file.plan.title, view.language, file.language)) for file in files]


def files_that_answer(report: Report) -> Sequence[PlanFile]:
    """The plans of the items in a report; all of them where it has none."""
    answering = {status.file.path for status in report.statuses}
    files = report.view.portfolio.files
    return [file for file in files if file.path in answering] or files


def title_words(status: Status, view: View) -> str:
    """The title as people read it: that of a milestone behind the colon of the reader's language."""
    return view.title(status, colon(view.speaker))


def group_heading(report: Report, group: Group) -> str:
    """What is above a group of rows, in the reader's words."""
    say = report.view.speaker.say
    if group.heading is None:
        return say(message("(none)"))
    if report.grouped_by in ("status", "priority"):
        return say(CHOICES[group.heading])
    if report.grouped_by != "state":
        return group.heading
    return state_heading(report.view.speaker, State(group.heading), len(group.rows) + group.left_out)


def left_out(report: Report, group: Group) -> str:
    """How many rows of a group are not shown; nothing where all are."""
    if not group.left_out:
        return ""
    return report.view.speaker.count("and {number} more", "and {number} more", group.left_out)


def cell_text(cell: Cell, speaker: Speaker) -> str:
    """A cell as one line of text."""
    if cell is None:
        return ""
    return name_list(cell, speaker) if isinstance(cell, tuple) else one_line(str(cell))


def name_list(names: Sequence[str], speaker: Speaker, between: str = ", ", more: int = 0) -> str:
    """Names on one line, the first of them where they are very many; `more` are left out already."""
    more += max(0, len(names) - MOST_LISTED)
    if not more:
        return one_line(between.join(names))
    rest = speaker.count("and {number} more", "and {number} more", more)
    return one_line(f"{between.join(names[:MOST_LISTED])}{between}{rest}")


def owners_text(report: Report, status: Status) -> str:
    """The names of the owners on one line."""
    owners = status.item.owners
    names = report.view.names(status, owners[:MOST_LISTED])
    return name_list(names, report.view.speaker, more=len(owners) - len(names))


def first_owner(report: Report, status: Status, fit: Callable[[str, int], str], most: int) -> str:
    """The first owner, and how many more there are: "Marcos +3"; that there is none.

    `fit` cuts a name to so many cells, of which there are `most`.
    """
    owners = status.item.owners
    if not owners:
        return report.view.speaker.say(message("(nobody)"))
    (name,) = report.view.names(status, owners[:1])
    more = f" +{len(owners) - 1}" if len(owners) > 1 else ""
    return f"{fit(one_line(name), most - len(more))}{more}"


def _words(*, short: bool) -> dict[str, Callable[[Status, View], Cell]]:
    """Columns that people get in words: dates, and words of the format; programs have `query.columns`.

    `canonical` is the same for both.
    """

    def words(day: date | None, view: View) -> Cell:
        return None if day is None else day_words(day, view, short=short)

    def done(status: Status, view: View) -> Cell:
        return None if status.done is None else period_words(status.done, view, short=short)

    def choice(name: str) -> Callable[[Status, View], Cell]:
        def word_of(status: Status, view: View) -> Cell:
            word = COLUMNS[name].cell(status, view)
            return None if word is None else view.speaker.say(CHOICES[str(word)])

        return word_of

    return {
        "state": lambda status, view: view.speaker.say(STATES[status.state]),
        "flags": lambda status, view: flag_words(view.speaker, status.flags),
        "status": choice("status"),
        "priority": choice("priority"),
        "title": title_words,
        "due": short_date if short else date_words,
        "earliest": lambda status, view: words(status.due.period.earliest, view),
        "latest": lambda status, view: words(status.due.period.latest, view),
        "done": done,
    }


class ChosenCells:
    """The columns that a report was asked for, as text; an item in several groups is worked out once.

    `short` has dates for narrow columns.
    """

    def __init__(self, report: Report, *, short: bool = False) -> None:
        self._report = report
        self._rows: dict[int, list[str]] = {}
        words = _words(short=short)
        self._cells = [words.get(column.name, column.cell) for column in report.columns]

    def of(self, status: Status) -> list[str]:
        """The cells of an item."""
        row = self._rows.get(id(status))
        if row is None:
            view = self._report.view
            cells = (cell_of(status, view) for cell_of in self._cells)
            row = self._rows[id(status)] = [cell_text(cell, view.speaker) for cell in cells]
        return row


def last_day(status: Status) -> str:
    """The last day that counts, for dates in their standard form; empty where there is none."""
    latest = status.due.period.latest
    return "" if latest is None or status.due.period.kind is PeriodKind.UNKNOWN else latest.isoformat()


def item_words(status: Status, view: View) -> str:
    """An item named in another's detail: "1.2  Core Group meeting (overdue by 3 days)"."""
    return f"{view.id(status)}  {one_line(title_words(status, view))} ({state_words(view.speaker, status)})"


def state_words(speaker: Speaker, status: Status) -> str:
    """The state, the days, the flags: "overdue by 3 days; blocked"."""
    words = state_days(speaker, status.state, status.days_left)
    return in_a_row((words, flag_words(speaker, status.flags)), speaker)


def flag_words(speaker: Speaker, flags: Iterable[Flag], words: Mapping[Flag, Message] = FLAGS) -> str:
    """Flags in words."""
    return ", ".join(speaker.say(words[flag]) for flag in flags)
