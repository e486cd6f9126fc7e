"""The pages of a site in one language, one after the other.

Comes in: the plans on a day, what changed, and what of it is told. Goes out: each page with its path, the
same bytes for the same plans. The day is on the first page alone; how many days are left is nowhere, so that
a page changes when its plans or the states of its items do, and what is published again is what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ssetrack.language.message import Message, message
from ssetrack.pages.chart import chart
from ssetrack.pages.details import item_details, part_details
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.environment import environment
from ssetrack.pages.measures import MOST_FOR_ID, text_width
from ssetrack.pages.opening import Asked, asked, most_urgent, what_changed
from ssetrack.pages.rows import ItemRow, Rows
from ssetrack.pages.site.items import ItemTables, Table
from ssetrack.pages.site.parts import Kind, Part, SiteMap
from ssetrack.pages.site.revisions import PastRevision, ToldRevision, told_revisions
from ssetrack.pages.site.words import KINDS, LISTS, SITE_PHRASES, VACANT
from ssetrack.pages.tiles import Tile, tiles
from ssetrack.plan.prose import prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.changes import Changes
from ssetrack.query.filters import Filters
from ssetrack.query.questions import AskedGroup, questions
from ssetrack.query.report import Question, Report, counts, report
from ssetrack.query.timeline import Timeline, timeline
from ssetrack.status import Status
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon
from ssetrack.wording.views import question_counts
from ssetrack.wording.words import OWNER_KINDS, STATES, as_of, summary

LARGE = 500
"""Items of a page of which a browser need not lay out what is not seen."""


class SiteAnswers(NamedTuple):
    """All items on a day; what changed in the last week and, revision by revision, before; what is told.

    `name` is what all plans together are called, if they are called anything.
    """

    report: Report
    changed: Changes | None = None
    unknown: Message | None = None
    revisions: tuple[PastRevision, ...] = ()
    disclosure: Disclosure = Disclosure()
    name: str | None = None


class Surroundings(NamedTuple):
    """What is the same for all languages: where style and script are, and whether search engines may come."""

    style: str
    script: str
    is_public: bool


class Page(NamedTuple):
    """A file of the site: its path from the folder of the language, and what makes its text."""

    place: str
    make: Callable[[], str]


class Site:
    """The site in one language."""

    def __init__(self, answers: SiteAnswers, around: Surroundings) -> None:
        self.answers, self.view = answers, answers.report.view
        speaker = self.view.speaker
        self.map = SiteMap(answers.report)
        self._environment = environment(answers.disclosure, speaker)
        self._layout = self._environment.get_template("site/layout.html")
        self._rows = Rows(self.view, self.map)
        say = {name: speaker.say(words) for name, words in SITE_PHRASES.items()}
        words = {"say": say, "colon": colon(speaker)}
        self._tables = ItemTables(self._environment, self._rows, self.map, words)
        self._usual: dict[str, Any] = {
            **words,
            "lang": speaker.language,
            "state_words": {state.value: speaker.say(words) for state, words in STATES.items()},
            "site_title": self._name(),
            "pages": (
                (say["overview"], "index.html"),
                (say["questions"], "open.html"),
                (say["changes"], "changes.html"),
            ),
            "unreadable": (),
            **around._asdict(),
        }

    def pages(self) -> Iterator[Page]:
        """All pages; none is made before it is asked for."""
        yield Page("index.html", self._index)
        yield Page("open.html", self._open)
        yield Page("changes.html", self._changes)
        for part in self.map.parts[Kind.PLAN].values():
            yield Page(part.place, lambda part=part: self._plan(part))  # type: ignore[misc]
            yield Page(sheet(part), lambda part=part: self._sheet(part))  # type: ignore[misc]
        for part in self.map:
            if part.kind is not Kind.PLAN:
                yield Page(part.place, lambda part=part: self._part(part))  # type: ignore[misc]

    @cached_property
    def revisions(self) -> tuple[ToldRevision, ...]:
        """What changed at each revision, in words."""
        answers = self.answers
        return tuple(
            told_revisions(
                answers.revisions,
                answers.report.statuses,
                self._rows,
                self.map,
                self.view,
                answers.disclosure,
            )
        )

    def today_lines(self) -> Iterator[tuple[str, str | None]]:
        """For each plan the name of its chart, and where today is on it; None where it is not."""
        for part in self.map.parts[Kind.PLAN].values():
            drawn = self._timelines.get(part.identity)
            if drawn is not None:
                yield _chart_name(part), chart(drawn, self._rows).today

    def _render(self, place: str, template: str, name: str, **more: Any) -> str:
        root = "../" * place.count("/")
        usual = {"name_lang": None, "aim": "", "plan": None, "today": None, "as_of": "", "is_large": False}
        return self._layout.render(
            self._usual | usual | more,
            place=place, template=template, name=name, root=root, top=root, base=root,
        )  # fmt: skip

    def _name(self) -> str:
        plans = tuple(self.map.parts[Kind.PLAN].values())
        if self.answers.name:
            return one_line(self.answers.name)
        return plans[0].name if len(plans) == 1 else self.view.speaker.say(message("Work plans"))

    def _index(self) -> str:
        answers, speaker = self.answers, self.view.speaker
        whole = answers.report
        plans = tuple(self.map.parts[Kind.PLAN].values())
        groups = self._groups
        urgent = most_urgent(groups, [self._rows.of(status) for status in whole.statuses])
        people = self.map.parts[Kind.PERSON].values()
        own = [] if len(plans) > 1 else [Kind.GOAL, Kind.SECTION]  # of several plans each has its own
        lists = (
            (speaker.say(OWNER_KINDS["person"]), [one for one in people if not one.is_vacant]),
            (speaker.say(OWNER_KINDS["team"]), list(self.map.parts[Kind.TEAM].values())),
            (speaker.say(OWNER_KINDS["open-seat"]), [one for one in people if one.is_vacant]),
            *((speaker.say(LISTS[kind]), list(self.map.parts[kind].values())) for kind in own),
        )
        is_one = len(plans) == 1 and not answers.name
        return self._render(
            "index.html", "index.html", self._name(),
            name_lang=plans[0].lang if is_one else None,
            aim=self._aim(plans[0]) if is_one else "",
            eyebrow=speaker.say(SITE_PHRASES["overview"]),
            today=whole.today.isoformat(),
            as_of=one_line(as_of(speaker, whole.today, whole.timezone)),
            plans=[(plan, self._aim(plan), summary(speaker, counts(plan.items))) for plan in plans],
            groups=groups, urgent=urgent, is_cut=urgent != groups, all_questions="open.html",
            asked=question_counts(self._questions, speaker),
            changes=what_changed(
                answers.changed, answers.unknown, self._rows, self.map, self.view, answers.disclosure
            ),
            lists=lists,
        )  # fmt: skip

    def _open(self) -> str:
        speaker = self.view.speaker
        return self._render(
            "open.html", "open.html", speaker.say(SITE_PHRASES["questions"]),
            eyebrow=self._name(), groups=self._groups, asked=question_counts(self._questions, speaker),
        )  # fmt: skip

    def _changes(self) -> str:
        speaker, answers = self.view.speaker, self.answers
        is_kept = answers.changed is not None or answers.unknown is not None
        nothing = message("No changes.") if is_kept else SITE_PHRASES["unknown_past"]
        return self._render(
            "changes.html", "changes.html", speaker.say(SITE_PHRASES["changes"]),
            eyebrow=self._name(), revisions=self.revisions, nothing=speaker.say(nothing), remarks=(),
        )  # fmt: skip

    def _plan(self, part: Part) -> str:
        assert part.file is not None
        speaker, file = self.view.speaker, part.file
        own = self._own_report(file)
        found = questions(own)
        groups = tuple(asked(group, self.view, self._rows) for group in found.asked)
        urgent = most_urgent(groups, [self._rows.of(status) for status in part.items])
        table = self._tables.table(part.items, is_home=True)
        drawn = self._timelines.get(part.identity)
        picture = None if drawn is None else chart(drawn, self._rows)
        owners = dict.fromkeys(one.whose for one in self.map.owners)
        number = counts(part.items)
        return self._render(
            part.place, "plan.html", part.name,
            name_lang=part.lang, aim=self._aim(part), eyebrow=speaker.say(KINDS[Kind.PLAN]),
            is_large=len(part.items) > LARGE, sheet=sheet(part),
            content_lang=part.lang or speaker.language,
            summary=summary(speaker, number), unassigned=number["unassigned"],
            tiles=tuple(_in_line(tiles(number, speaker))),
            groups=groups, urgent=urgent, is_cut=urgent != groups, all_questions="../open.html",
            asked=question_counts(found, speaker), changes=None,
            **self._filter(table),
            table=table,
            chart=picture and picture._replace(today=None, today_late=False),
            chart_id=_chart_name(part),
            grid=() if picture is None else tuple(dict.fromkeys(tick.at for tick in picture.ticks)),
            long_ids=() if picture is None else _long_ids(picture.bands),
            goals=[one for one in self.map.parts[Kind.GOAL].values() if one.file is file],
            sections=[one for one in self.map.parts[Kind.SECTION].values() if one.file is file],
            people=[one for one in self.map.owners if any(item.file is file for item in one.items)],
            items=tuple(item_details(own, self.map, self.answers.disclosure)),
            parts=tuple(part_details(own, owners, self.answers.disclosure)),
        )  # fmt: skip

    def _part(self, part: Part) -> str:
        speaker = self.view.speaker
        kind = VACANT if part.is_vacant else KINDS[part.kind]
        shared = self.map.shared(part) if part.kind is Kind.PERSON else []
        table = self._tables.table(part.items)
        more = (
            ("teams", speaker.say(SITE_PHRASES["team_items"]), self._tables.table(shared)),
            ("helps", speaker.say(SITE_PHRASES["helps_with"]), self._tables.table(part.helps)),
        )
        is_owner = part.kind in (Kind.PERSON, Kind.TEAM)
        goal = f" {part.whose}" if part.kind is Kind.GOAL else ""
        return self._render(
            part.place, "part.html", part.name,
            name_lang=part.lang, eyebrow=f"{speaker.say(kind)}{goal}",
            plan=None if part.file is None else self.map.plan(part.file),
            teams=self.map.teams(part) if is_owner else (),
            members=self.map.members(part) if is_owner else (),
            groups=self._asked_of.get(part.whose, ()) if is_owner else (),
            **self._filter(table, *(other for _, _, other in more)),
            table=table, more=more,
        )  # fmt: skip

    def _sheet(self, part: Part) -> str:
        assert part.file is not None
        by_item = {id(status.item): status for status in part.items}
        in_order = [by_item[id(item)] for item in part.file.items if id(item) in by_item]
        return self._render(
            sheet(part), "print.html", part.name,
            name_lang=part.lang, eyebrow=self.view.speaker.say(SITE_PHRASES["print"]),
            plan=part, sections=tuple(self._in_sections(in_order, part)),
        )  # fmt: skip

    def _in_sections(
        self, statuses: Sequence[Status], part: Part
    ) -> Iterator[tuple[str, str | None, list[ItemRow]]]:
        """The items with the titles of their sections, in the order of the plan."""
        before: object = None
        rows: list[ItemRow] = []
        for status in statuses:
            sections = status.item.sections
            if not rows or sections != before:
                before, rows = sections, []
                yield " · ".join(map(one_line, self.view.sections(status))), part.lang, rows
            rows.append(self._rows.of(status))

    def _filter(self, *tables: Table) -> dict[str, Any]:
        """What the form above tables offers: the states of all of them, and how many items there are."""
        known = {state for table in tables for state in table.states}
        return {
            "states": [state.value for state in STATES if state.value in known],
            "number": sum(table.number for table in tables),
        }

    def _aim(self, part: Part) -> str:
        assert part.file is not None
        return one_line(prose_in(part.file.plan.aim, self.view.language, part.file.language).text)

    @cached_property
    def _own_reports(self) -> Mapping[str, Report]:
        whole = self.answers.report
        if not self.view.several:
            return {file.id: whole for file in self.view.portfolio.files}
        return {
            file.id: report(whole.snapshot, Question(Filters(plans=(file.id,))), self.view)
            for file in self.view.portfolio.files
        }

    def _own_report(self, file: PlanFile) -> Report:
        return self._own_reports[file.id]

    @cached_property
    def _timelines(self) -> dict[tuple[str, ...], Timeline]:
        """The timeline of each plan that has a date."""
        found = {}
        for part in self.map.parts[Kind.PLAN].values():
            assert part.file is not None
            drawn = timeline(self._own_report(part.file), to_today=False)
            if any(bar.stretches for bar in drawn.bars):
                found[part.identity] = drawn
        return found

    @cached_property
    def _questions(self) -> Any:
        return questions(self.answers.report)

    @cached_property
    def _groups(self) -> tuple[Asked, ...]:
        return tuple(asked(group, self.view, self._rows) for group in self._questions.asked)

    @cached_property
    def _asked_of(self) -> dict[str, list[Asked]]:
        """The questions to each person and team, by key."""
        found: dict[str, list[Asked]] = {}
        group: AskedGroup
        for group, told in zip(self._questions.asked, self._groups, strict=True):
            for key in group.keys:
                found.setdefault(key, []).append(told)
        return found


def sheet(part: Part) -> str:
    """Where the sheet of a plan is, to be printed."""
    return f"print/{part.place.partition('/')[2]}"


def _chart_name(part: Part) -> str:
    return part.place.partition("/")[2].removesuffix(".html")


def _in_line(found: Sequence[Tile]) -> Iterator[tuple[Tile, str]]:
    """The tiles with where each begins in a line of all, in per cent."""
    at = 0.0
    for tile in found:
        yield tile, f"{at:.2f}"
        at += float(tile.share)


def _long_ids(bands: Any) -> set[str]:
    return {row.row.id for band in bands for row in band.rows if text_width(row.row.id) > MOST_FOR_ID}
