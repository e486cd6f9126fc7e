"""What is on the page of a plan, and on its sheet to print.

Comes in: the part of a plan, with rows and tables that are made once for all pages. Goes out: values for
templates. Where today is on a timeline is not among them: that is in a style of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from ssetrack.pages.chart import Chart, chart
from ssetrack.pages.details import item_details, part_details
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.measures import MOST_FOR_ID, text_width
from ssetrack.pages.opening import most_urgent, questions_to
from ssetrack.pages.rows import ItemRow, Rows
from ssetrack.pages.site.items import ItemTables, filter_values
from ssetrack.pages.site.parts import Kind, Part, SiteMap, sheet
from ssetrack.pages.tiles import Tile, tiles
from ssetrack.plan.prose import text_in
from ssetrack.query.filters import Filters
from ssetrack.query.questions import questions
from ssetrack.query.report import Question, Report, counts, report
from ssetrack.query.timeline import Timeline, timeline
from ssetrack.wording.printable import one_line
from ssetrack.wording.views import question_counts
from ssetrack.wording.words import summary

LARGE = 500
"""Items of a page of which a browser need not lay out what is not seen."""


class PlanPages:
    """The plans of a site, in one language."""

    def __init__(
        self, whole: Report, sitemap: SiteMap, rows: Rows, tables: ItemTables, disclosure: Disclosure
    ) -> None:
        self._whole, self._map, self._rows, self._tables = whole, sitemap, rows, tables
        self._view, self._disclosure = whole.view, disclosure

    def today_lines(self) -> Iterator[tuple[str, str | None]]:
        """For each plan the name of its chart, and where today is on it; None where it is not."""
        for part in self._map.parts[Kind.PLAN].values():
            drawn = self._timelines.get(part.identity)
            if drawn is not None:
                yield _chart_name(part), chart(drawn, self._rows).today

    def page(self, part: Part) -> dict[str, Any]:
        """What is on the page of a plan."""
        assert part.file is not None
        speaker, file = self._view.speaker, part.file
        own = self._reports[file.id]
        found = questions(own)
        groups = tuple(questions_to(group, self._view, self._rows) for group in found.asked)
        urgent = most_urgent(groups, [self._rows.of(status) for status in part.items])
        table = self._tables.table(part.items, is_home=True)
        owners = dict.fromkeys(one.whose for one in self._map.owners)
        number = counts(part.items)
        shares = tiles(number, speaker)
        return {
            "aim": self.aim(part),
            "is_large": len(part.items) > LARGE,
            "sheet": sheet(part),
            "content_lang": part.lang or speaker.language,
            "summary": summary(speaker, number),
            "unassigned": number["unassigned"],
            "tiles": shares,
            "proportions": tuple(_in_line(shares)),
            "groups": groups,
            "urgent": urgent,
            "is_cut": urgent != groups,
            "all_questions": "../open.html",
            "asked": question_counts(found, speaker),
            "changes": None,
            **filter_values(table),
            "table": table,
            **self._picture(part),
            "goals": [one for one in self._map.parts[Kind.GOAL].values() if one.file is file],
            "sections": [one for one in self._map.parts[Kind.SECTION].values() if one.file is file],
            "people": [one for one in self._map.owners if any(item.file is file for item in one.items)],
            "items": tuple(item_details(own, self._map, self._disclosure)),
            "parts": tuple(part_details(own, owners, self._disclosure)),
        }

    def sections(self, part: Part) -> Iterator[tuple[str, str | None, list[ItemRow]]]:
        """The items of a plan below the titles of their sections, in the order in which they are written."""
        assert part.file is not None
        by_item = {id(status.item): status for status in part.items}
        statuses = (by_item[id(one)] for one in part.file.items if id(one) in by_item)
        for _, group in groupby(statuses, key=lambda status: tuple(map(id, status.item.sections))):
            inside = list(group)
            title = " · ".join(map(one_line, self._view.sections(inside[0])))
            yield title, part.lang, list(map(self._rows.of, inside))

    def aim(self, part: Part) -> str:
        """What a plan is for."""
        assert part.file is not None
        return one_line(text_in(part.file.plan.aim, self._view.language, part.file.language))

    def _picture(self, part: Part) -> dict[str, Any]:
        """The timeline; nothing where no item has a date."""
        drawn = self._timelines.get(part.identity)
        if drawn is None:
            return {"chart": None, "chart_id": "", "grid": (), "long_ids": frozenset()}
        picture = chart(drawn, self._rows)
        return {
            "chart": picture._replace(today=None, today_late=False),
            "chart_id": _chart_name(part),
            "grid": tuple(dict.fromkeys(tick.at for tick in picture.ticks)),
            "long_ids": _long_ids(picture),
        }

    @cached_property
    def _reports(self) -> dict[str, Report]:
        """A report for each plan, by id."""
        files = self._view.portfolio.files
        if len(files) == 1:
            return {files[0].id: self._whole}
        snapshot = self._whole.snapshot
        return {file.id: report(snapshot, Question(Filters(plans=(file.id,))), self._view) for file in files}

    @cached_property
    def _timelines(self) -> dict[tuple[str, ...], Timeline]:
        """The timeline of each plan that has a date."""
        found = {}
        for part in self._map.parts[Kind.PLAN].values():
            assert part.file is not None
            drawn = timeline(self._reports[part.file.id], to_today=False)
            if any(bar.stretches for bar in drawn.bars):
                found[part.identity] = drawn
        return found


def _chart_name(part: Part) -> str:
    return part.place.partition("/")[2].removesuffix(".html")


def _in_line(found: Sequence[Tile]) -> Iterator[tuple[Tile, str]]:
    """The tiles with where each begins in a line of all, in per cent."""
    at = 0.0
    for tile in found:
        yield tile, f"{at:.2f}"
        at += float(tile.share)


def _long_ids(picture: Chart) -> frozenset[str]:
    ids = {one.row.id for band in picture.bands for one in band.rows}
    return frozenset(one for one in ids if text_width(one) > MOST_FOR_ID)
