"""The pages of a site in one language, one after the other.

Comes in: the plans on a day, what changed, and what of it is told. Goes out: each page with its path, the
same bytes for the same plans. The day is on the first page alone; how many days are left is nowhere, so that
a page changes when its plans or the states of its items do, and what is published again is what is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, uuid5

from ssetrack.language.message import Message, message
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.environment import environment
from ssetrack.pages.opening import Asked, most_urgent, questions_to, what_changed
from ssetrack.pages.rows import Rows
from ssetrack.pages.site.calendars import Calendars
from ssetrack.pages.site.items import MOST_NAMED, ItemTables, filter_values
from ssetrack.pages.site.parts import Kind, Namesakes, Part, SiteMap, sheet
from ssetrack.pages.site.plan_pages import PlanPages
from ssetrack.pages.site.revisions import PastRevision, ToldRevision, told_revisions
from ssetrack.pages.site.words import KINDS, LISTS, SITE_PHRASES, VACANT
from ssetrack.query.changes import Changes
from ssetrack.query.questions import AskedGroup, Questions, questions
from ssetrack.query.report import Report, counts
from ssetrack.wording.brief import more_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon
from ssetrack.wording.views import question_counts
from ssetrack.wording.words import OWNER_KINDS, STATES, as_of, summary

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

NO_CALENDARS = Calendars()


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


class Translation(NamedTuple):
    """A language of the site: its tag, its name in itself, and its folder with a slash; empty for the top."""

    tag: str
    name: str
    folder: str


class Surroundings(NamedTuple):
    """What is the same for all languages: where style and script are, and whether search engines may come.

    `translations` are the languages with their names and folders; `site_url` is where the site will be.
    """

    style: str
    script: str
    is_public: bool
    translations: tuple[Translation, ...]
    site_url: str | None = None


class Page(NamedTuple):
    """A file of the site: its path from the folder of the language, and what makes its text."""

    place: str
    make: Callable[[], str]


class Site:
    """The site in one language."""

    def __init__(self, answers: SiteAnswers, around: Surroundings, own: Translation) -> None:
        self.answers, self.view = answers, answers.report.view
        speaker = self.view.speaker
        self._own = own
        self.map = SiteMap(answers.report)
        self._environment = environment(answers.disclosure, speaker)
        self._layout = self._environment.get_template("site/layout.html")
        self._rows = Rows(self.view, self.map)
        say = {name: speaker.say(words) for name, words in SITE_PHRASES.items()}
        words = {"say": say, "colon": colon(speaker)}
        self._tables = ItemTables(self._environment, self._rows, self.map, speaker, words)
        self.plans = PlanPages(answers.report, self.map, self._rows, self._tables, answers.disclosure)
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
            "own_tag": own.tag,
            **around._asdict(),
        }
        self._usual["has_atom"] = bool(self.revisions)

    def pages(self, calendars: Calendars = NO_CALENDARS) -> Iterator[Page]:
        """All pages, with how to subscribe to these calendars; none is made before it is asked for."""
        yield Page("index.html", self._index)
        yield Page("open.html", self._open)
        yield Page("changes.html", self._changes)
        if self.revisions:
            yield Page("changes.atom", self._atom)
        for part in self.map.parts[Kind.PLAN].values():
            yield Page(part.place, partial(self._plan, part, calendars))
            yield Page(sheet(part), partial(self._sheet, part))
        for part in self.map:
            if part.kind is not Kind.PLAN:
                yield Page(part.place, partial(self._part, part, calendars))
        for namesakes in self.map.namesakes:
            yield Page(namesakes.place, partial(self._namesakes, namesakes))

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

    def _atom(self) -> str:
        """What changed, for programs that follow it (RFC 4287)."""
        plans = "+".join(sorted(self.view.portfolio.plan_ids))
        url = self._usual["site_url"]
        made = self._environment.get_template("site/changes.atom").render(
            self._usual,
            id=uuid5(NAMESPACE_OID, f"ssetrack {plans} {self._own.tag}").urn,
            title=f"{self._name()} · {self._usual['say']['changes']}",
            author=self._name(),
            url=None if url is None else f"{url}/{self._own.folder}".rstrip("/"),
            revisions=self.revisions,
        )
        return _NO_XML.sub("\ufffd", made)

    def _render(self, place: str, template: str, name: str, **more: Any) -> str:
        root = "../" * place.count("/")
        top = "../" * (place.count("/") + bool(self._own.folder))
        usual = dict.fromkeys(("calendar", "name_lang", "aim", "plan", "today", "as_of", "is_large"))
        return self._layout.render(
            self._usual | usual | more,
            place=place, template=template, name=name, root=root, top=top, base=root,
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
            aim=self.plans.aim(plans[0]) if is_one else "",
            eyebrow=speaker.say(SITE_PHRASES["overview"]),
            today=whole.today.isoformat(),
            as_of=one_line(as_of(speaker, whole.today, whole.timezone)),
            plans=[(plan, self.plans.aim(plan), summary(speaker, counts(plan.items))) for plan in plans],
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
            eyebrow=self._name(), revisions=self.revisions, nothing=speaker.say(nothing),
        )  # fmt: skip

    def _plan(self, part: Part, calendars: Calendars) -> str:
        eyebrow = self.view.speaker.say(KINDS[Kind.PLAN])
        return self._render(
            part.place, "plan.html", part.name,
            name_lang=part.lang, eyebrow=eyebrow, calendar=calendars.calendar(part), **self.plans.page(part),
        )  # fmt: skip

    def _sheet(self, part: Part) -> str:
        eyebrow = self.view.speaker.say(SITE_PHRASES["print"])
        return self._render(
            sheet(part), "print.html", part.name,
            name_lang=part.lang, eyebrow=eyebrow, plan=part, sections=tuple(self.plans.sections(part)),
        )  # fmt: skip

    def _part(self, part: Part, calendars: Calendars) -> str:
        speaker = self.view.speaker
        kind = VACANT if part.is_vacant else KINDS[part.kind]
        shared = self.map.team_items(part) if part.kind is Kind.PERSON else []
        table = self._tables.table(part.items)
        more = (
            ("teams", speaker.say(SITE_PHRASES["team_items"]), self._tables.table(shared)),
            ("helps", speaker.say(SITE_PHRASES["helps_with"]), self._tables.table(part.helps)),
        )
        is_owner = part.kind in (Kind.PERSON, Kind.TEAM)
        # Counting all that are above would take the square of their number.
        teams = tuple(islice(self.map.teams(part), MOST_NAMED + 1)) if is_owner else ()
        goal = f" {part.whose}" if part.kind is Kind.GOAL else ""
        return self._render(
            part.place, "part.html", part.name,
            name_lang=part.lang, eyebrow=f"{speaker.say(kind)}{goal}",
            plan=None if part.file is None else self.map.plan(part.file),
            calendar=calendars.calendar(part),
            teams=teams[:MOST_NAMED], more_teams=len(teams) > MOST_NAMED,
            members=self.map.members(part) if is_owner else (),
            groups=self._asked_of.get(part.whose, ()) if is_owner else (),
            **filter_values(table, *(other for _, _, other in more)),
            table=table, more=more,
        )  # fmt: skip

    def _namesakes(self, namesakes: Namesakes) -> str:
        return self._render(
            namesakes.place, "namesakes.html", one_line(namesakes.slug),
            eyebrow=self.view.speaker.say(KINDS[namesakes.kind]), parts=namesakes.parts,
        )  # fmt: skip

    @cached_property
    def _questions(self) -> Questions:
        return questions(self.answers.report)

    @cached_property
    def _groups(self) -> tuple[Asked, ...]:
        return tuple(
            questions_to(self._short(group), self.view, self._rows) for group in self._questions.asked
        )

    def _short(self, group: AskedGroup) -> AskedGroup:
        """A group whose first people are named: it is on the page of each of them."""
        more = more_words(len(group.names) - MOST_NAMED, "", self.view.speaker)
        return replace(group, names=(*group.names[:MOST_NAMED], more)) if more else group

    @cached_property
    def _asked_of(self) -> dict[str, list[Asked]]:
        """The questions to each person and team, by key."""
        found: dict[str, list[Asked]] = {}
        group: AskedGroup
        for group, told in zip(self._questions.asked, self._groups, strict=True):
            for key in group.keys:
                found.setdefault(key, []).append(told)
        return found
