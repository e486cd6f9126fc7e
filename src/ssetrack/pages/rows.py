"""What the page says about each item, once for all places where it stands.

Comes in: statuses and how the reader looks. Goes out: an `ItemRow` for each, ready for a template: plain
text, which the template escapes, and the places to which links lead.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ssetrack.dates import Period
from ssetrack.language.message import message
from ssetrack.pages.anchors import Places
from ssetrack.query.columns import View
from ssetrack.status import State, Status
from ssetrack.wording.dates import date_words, period_words
from ssetrack.wording.languages import shown_title_language
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon
from ssetrack.wording.words import FLAGS, STATES, days


class PageLink(NamedTuple):
    """A text and the place to which it leads, if there is one."""

    text: str
    anchor: str | None


class Listed(NamedTuple):
    """A link in a list; all but the first come after a comma (Jinja's `loop.last` takes its time)."""

    comma: bool
    text: str
    anchor: str | None


class ItemRow(NamedTuple):
    """An item in words. `lang` is the title's language where it is not the page's.

    `fallback` says that another one was asked for and is missing. `said` is what a chart tells the ear.
    """

    id: str
    anchor: str | None
    title: str
    lang: str | None
    fallback: bool
    owners: tuple[Listed, ...]
    goals: str
    due: str
    more: str
    state: str
    state_word: str
    days: str
    flags: str
    said: str


class Rows:
    """The rows of the page, each made once; words that come back are said once."""

    def __init__(self, view: View, anchors: Places) -> None:
        self._view, self._anchors, self._say = view, anchors, view.speaker.say
        self._rows: dict[tuple[int, date | None], ItemRow] = {}
        self._states = {state: view.speaker.say(words) for state, words in STATES.items()}
        self._flags = {flag: view.speaker.say(words) for flag, words in FLAGS.items()}
        self._periods: dict[Period, str] = {}
        self._left: dict[int | None, str] = {}
        self._names: dict[tuple[str, str], PageLink] = {}

    def of(self, status: Status) -> ItemRow:
        """The row of an item."""
        one = status.due.occurrence if status.due.occurrences is None else None
        key = id(status.item), None if one is None else one.key
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._row(status)
        return row

    def _row(self, status: Status) -> ItemRow:
        item, view = status.item, self._view
        title = item.title(view.language, status.file.language, colon(view.speaker))
        if status.days_left not in self._left:
            self._left[status.days_left] = days(view.speaker, status.days_left)
        due = self.due(status)
        more = self._more(status)
        word = self._states[status.state]
        return ItemRow(
            one_line(view.id(status)),
            self._anchors.item(status),
            one_line(title.text),
            shown_title_language(status, title.fallback, view, view.speaker.language),
            title.fallback is not None,
            tuple([Listed(at > 0, *self._owner(status, slug)) for at, slug in enumerate(item.owners)]),
            one_line(" ".join(item.goals)),
            due,
            more,
            status.state.value,
            word,
            self._left[status.days_left],
            ", ".join([self._flags[flag] for flag in status.flags]) if status.flags else "",
            f"{due}, {more}, {word}" if more else f"{due}, {word}",
        )

    def _owner(self, status: Status, slug: str) -> PageLink:
        known = (status.file.id, slug)
        link = self._names.get(known)
        if link is None:
            key = self._view.portfolio.people.key(status.file.id, slug)
            name = one_line(self._view.names(status, (slug,))[0])
            link = self._names[known] = PageLink(name, self._anchors.owner(key))
        return link

    def due(self, status: Status) -> str:
        """The date in the reader's words; that there is none where the plan says nothing."""
        return date_words(status, self._view) or self.period(status.due.period)

    def period(self, period: Period) -> str:
        """A period in the reader's words."""
        words = self._periods.get(period)
        if words is None:
            words = self._periods[period] = period_words(period, self._view)
        return words

    def _more(self, status: Status) -> str:
        """When it was done, and the place."""
        due, parts = status.due, []
        if status.state is State.DONE and status.done is not None:
            parts.append(self._say(message("done: {day}", day=self.period(status.done))))
        where = None if any(option.where for option in due.alternatives) else self._view.where(status)
        if where:
            parts.append(one_line(where))
        return ", ".join(parts)
