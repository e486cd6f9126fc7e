"""The Gantt chart of `timeline`, for a terminal of any width.

Comes in: a timeline. Goes out: for each section its items, a bar each on a common axis of days. A fuzzy end
looks fuzzy, an alternative is dotted, a milestone is marked and today is a line. Every sign is one cell, and
no line is longer than the console is wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from rich.cells import cell_len

from ssetrack.language.message import message
from ssetrack.plan.prose import text_in
from ssetrack.query.columns import View
from ssetrack.query.timeline import Bar, Meaning, Stretch, Timeline
from ssetrack.status import State, Status
from ssetrack.terminal.canvas import Canvas, fit
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.gantt_axis import Axis
from ssetrack.terminal.gantt_signs import signs_for
from ssetrack.terminal.status_table import print_heading
from ssetrack.terminal.wrapping import Part
from ssetrack.wording.cells import title_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import STATES, STYLES, quarter

LEAST_CHART = 24
"""Cells that the chart keeps, however long the titles are."""

LEAST_LABEL = 8
"""Cells that labels keep on the narrowest of terminals."""

MOST_LINKS = 50
"""Prerequisites that have a line each below a bar; beyond, they are counted."""

MOST_FOR_ID = 12


def print_timeline(timeline: Timeline, canvas: Canvas, *, links: bool) -> None:
    """Print the chart so that it fits the canvas; `links` draws what waits for what."""
    print_heading(timeline.report, canvas)
    if not timeline.bars:
        return
    _Chart(timeline, canvas).draw(links)


class _Chart:
    """A chart while it is drawn: its canvas, its axis, the width of its labels."""

    def __init__(self, timeline: Timeline, canvas: Canvas) -> None:
        self.canvas = canvas
        self.timeline = timeline
        self.signs = signs_for(canvas.encoding)
        self.width = width = min(canvas.width, WIDEST)
        ids = [cell_len(one_line(timeline.report.view.id(bar.status))) for bar in timeline.bars]
        self.for_id = min(MOST_FOR_ID, max(ids, default=0), width // 5)
        self.label = min(max(width * 2 // 5, self.for_id + 12), max(LEAST_LABEL, width - LEAST_CHART))
        self.axis = Axis(timeline.first, timeline.last, width - self.label - 1, timeline.years)
        self.today = self.axis.cell(timeline.report.today)

    def draw(self, links: bool) -> None:
        """Draw everything: the axis, sections, bars, the legend."""
        self.canvas.line()
        for line in self.axis.lines(partial(quarter, self.timeline.report.view.speaker)):
            self._row((" " * self.label, ""), list(line), "dim")
        before: tuple[int, ...] | None = None
        for bar in self.timeline.bars:
            section = (id(bar.status.file), *map(id, bar.status.item.sections))
            if section != before:
                before = section
                self._section(bar.status)
            self._bar(bar)
            if links and bar.waits_for:
                self._links(bar)
        self.canvas.line()
        self._legend()

    def _section(self, status: Status) -> None:
        view = self.timeline.report.view
        titles = view.sections(status)
        name = titles[-1] if titles else ""
        if view.several:
            name = f"{status.file.id}: {name}" if name else status.file.id
        if not name:
            return
        cells = [" "] * self.axis.cells
        self._row((fit(name, self.label, self.signs.more), "bold"), cells, "")

    def _bar(self, bar: Bar) -> None:
        view, status = self.timeline.report.view, bar.status
        cells = [" "] * self.axis.cells
        # What lies between alternatives is drawn first: where cells are few, the alternatives count.
        for stretch in sorted(bar.stretches, key=lambda one: one.meaning is not Meaning.BETWEEN):
            self._stretch(cells, stretch)
        if not bar.stretches:
            words = view.speaker.say(message("no date"))
            place = max(0, self.today or 0) + 2
            if place + cell_len(words) > self.axis.cells:
                place = 0
            if words.isascii() and len(words) <= self.axis.cells:
                cells[place : place + len(words)] = words
            else:
                cells[place] = "?"
        self._mark(cells, bar)
        style = STYLES[status.state]
        label_style = style if status.state is State.OVERDUE else ""
        self._row((self._label(view, status), label_style), cells, style)

    def _label(self, view: View, status: Status) -> str:
        """A mark for what is late or closed, the id, the title; of a milestone always its own title too."""
        own = one_line(view.id(status))
        if cell_len(own) <= self.for_id:
            own = fit(own, self.for_id)
        before = f"{self.signs.marks.get(status.state, ' ')} {own} "
        room, title = self.label - cell_len(before), one_line(title_words(status, view))
        milestone = status.item.milestone
        if milestone is not None and cell_len(title) > room:
            part = text_in(milestone.title, view.language, status.file.language)
            ending = f": {one_line(part)}"
            if cell_len(ending) + 4 < room:
                return before + fit(title, room - cell_len(ending), self.signs.more) + ending
        return fit(before + title, self.label, self.signs.more)

    def _stretch(self, cells: list[str], stretch: Stretch) -> None:
        """Put a stretch into the cells; what goes on beyond the axis ends with a sign."""
        axis, signs = self.axis, self.signs
        ends = axis.span(stretch.days)
        if ends is None:
            return
        first, last = ends
        for cell in range(first, last + 1):
            cells[cell] = signs.meanings[stretch.meaning]
        soft = max(1, (last - first + 1) // 3)
        if stretch.fuzzy_first:
            edge = range(max(0, first - 1), first) if last - first < 2 else range(first, first + soft)
            for cell in edge:
                cells[cell] = signs.fuzzy
        if stretch.fuzzy_last:
            edge = (
                range(last + 1, min(axis.cells, last + 2))
                if last - first < 2
                else range(last - soft + 1, last + 1)
            )
            for cell in edge:
                cells[cell] = signs.fuzzy
        end = stretch.days.last
        if last == axis.cells - 1 and (end is None or end > self.timeline.last):
            cells[last] = signs.onwards

    def _mark(self, cells: list[str], bar: Bar) -> None:
        """A milestone at its last day; another deadline within a longer period is firm at its end."""
        is_firm = bar.deadline is not None and not bar.status.due.alternatives
        for end in bar.ends:
            place = self.axis.cell(end)
            if place is None:
                continue
            if bar.status.item.milestone is not None:
                cells[place] = self.signs.milestone
            elif is_firm and not bar.stretches[-1].fuzzy_last:
                cells[place] = self.signs.meanings[Meaning.FIXED]
        if bar.goes_on and cells[-1] == " ":
            cells[-1] = self.signs.onwards

    def _links(self, bar: Bar) -> None:
        """A line from the end of each prerequisite to the beginning of the bar, below it."""
        view = self.timeline.report.view
        for before in islice(bar.waits_for, MOST_LINKS):
            words = view.speaker.say(message("after {id}", id=view.id(before)))
            label = f"{' ' * self.for_id}   {words}"
            cells = [" "] * self.axis.cells
            end, start = before.due.period.latest, bar.stretches[0].days.first if bar.stretches else None
            source = None if end is None else self.axis.cell(end)
            target = None if start is None else self.axis.cell(start)
            if source is not None and target is not None:
                self._arrow(cells, source, target)
            late = end is not None and start is not None and end > start
            self._row((fit(label, self.label, self.signs.more), "dim"), cells, "red" if late else "dim")
        more = len(bar.waits_for) - MOST_LINKS
        if more > 0:
            words = view.speaker.count("and {number} more", "and {number} more", more)
            label = f"{' ' * self.for_id}   {words}"
            self._row((fit(label, self.label, self.signs.more), "dim"), [" "] * self.axis.cells, "dim")

    def _arrow(self, cells: list[str], source: int, target: int) -> None:
        signs = self.signs
        if source <= target:
            cells[source:target] = [signs.down, *(signs.across * (target - source - 1))][: target - source]
            cells[target] = signs.arrow
        else:
            cells[target + 1 : source] = signs.across * (source - target - 1)
            cells[target], cells[source] = signs.back_arrow, signs.back_down

    def _row(self, label: Part, cells: list[str], style: str) -> None:
        """A label and its cells, with the line for today where nothing else stands."""
        today = self.today
        if today is not None and cells[today] == " ":
            cells[today] = self.signs.today
            parts = (
                ("".join(cells[:today]), style),
                (cells[today], "bold blue"),
                ("".join(cells[today + 1 :]), style),
            )
            self.canvas.line(label, (" ", ""), *parts)
        else:
            self.canvas.line(label, (" ", ""), ("".join(cells), style))

    def _legend(self) -> None:
        say, signs = self.timeline.report.view.speaker.say, self.signs
        bars = self.timeline.bars
        meanings = {stretch.meaning for bar in bars for stretch in bar.stretches}
        fuzzy = any(stretch.fuzzy_first or stretch.fuzzy_last for bar in bars for stretch in bar.stretches)
        marks = any(bar.status.item.milestone for bar in bars)
        option = f"{signs.meanings[Meaning.OPTION]}{signs.meanings[Meaning.BETWEEN]}"
        states = {bar.status.state for bar in bars}
        entries = [
            (Meaning.WORK in meanings, signs.meanings[Meaning.WORK], message("work")),
            (True, signs.meanings[Meaning.FIXED], message("on these days, or the last day")),
            (
                Meaning.WITHIN in meanings,
                signs.meanings[Meaning.WITHIN],
                message("on some day in this period"),
            ),
            (fuzzy, signs.fuzzy, message("approximate, or no end")),
            (Meaning.OPTION in meanings, option, message("alternatives")),
            (marks, signs.milestone, message("milestone")),
            (self.today is not None, signs.today, message("today")),
            *((state in states, mark, STATES[state]) for state, mark in signs.marks.items()),
        ]  # fmt: skip
        words = [f"{sign} {say(what)}" for is_used, sign, what in entries if is_used]
        for line in _lines_of(words, self.width):
            self.canvas.line((line, "dim"))


def _lines_of(words: Sequence[str], width: int) -> Iterator[str]:
    """Words side by side, on as many lines as they need."""
    line = ""
    for word in words:
        if line and cell_len(line) + 2 + cell_len(word) > width:
            yield line
            line = ""
        line = f"{line}  {word}" if line else word
    yield line
