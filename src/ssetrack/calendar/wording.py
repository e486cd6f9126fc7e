"""What a feed says about an item in its summary and its description.

Comes in: a status, and how the feed's readers look at the plans. Goes out: plain texts in their language. No
e-mail address leaves unless contacts are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from ssetrack import dates
from ssetrack.calendar.content_lines import ContentLine, text, texts
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.plan.items import Item
from ssetrack.plan.model import AgendaItem, Link
from ssetrack.plan.prose import ProseText, prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.status import Flag, State, Status, blocking
from ssetrack.wording.addresses import HIDDEN, is_mail, without_addresses
from ssetrack.wording.printable import one_line

MOST_NAMES = 3
"""In the brackets behind a title; the rest are counted there and named in the description."""

LONGEST_TITLE = 150
"""Characters of a title in a summary: receivers may cut at 255 octets (RFC 5545 §5)."""

LONGEST_DESCRIPTION = 1_500
"""Characters that every client shows."""


class EntryTitle(NamedTuple):
    """An item's id, title and people on one line, the title's language, and all of it where it was cut."""

    brief: str
    language: str
    whole: str


@dataclass(frozen=True)
class Wording:
    """Speaks to the readers of a feed: in `language`, with names and addresses only if `contacts`."""

    view: View
    language: str
    speaker: Speaker
    contacts: bool = False
    _known: dict[object, str] = field(default_factory=dict)
    """Texts that many items share, by what they are made of."""

    _categories: dict[tuple[str, tuple[str, ...]], ContentLine] = field(default_factory=dict)
    _names: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)

    def say(self, what: Message) -> str:
        """A sentence of ours, with what the plan put into it."""
        return self.safe(self.speaker.say(what))

    def safe(self, words: str) -> str:
        """A text of the plan without addresses, unless contacts may be published."""
        if "@" not in words or self.contacts:
            return words
        return without_addresses(words, self.speaker.say(HIDDEN))

    def prose(self, prose: ProseText | None, file: PlanFile) -> str:
        """A prose in the feed's language, else in the plan's."""
        return self.safe(prose_in(prose, self.language, file.language).text)

    def link(self, link: Link) -> str:
        """The address of a page as it is, whatever signs it holds; that of a person only with contacts."""
        return self.safe(link.url) if is_mail(link.url) else link.url

    def summary(self, summary: str, title: EntryTitle) -> ContentLine:
        """SUMMARY; its language only where it is not the feed's: some readers then give no text."""
        if title.language == self.language:
            return text("SUMMARY", summary)
        return text("SUMMARY", summary, LANGUAGE=title.language)

    def title(self, status: Status) -> EntryTitle:
        """Id, title and who is responsible."""
        title = status.item.title(self.language, status.file.language)
        words = one_line(title.text)
        cut = len(words) > LONGEST_TITLE
        if cut:
            words = words[: LONGEST_TITLE - 1].rstrip() + "…"
        people = self._brackets(status)
        brief = self.safe(f"{self.view.id(status)} {words}{people}")
        return EntryTitle(brief, title.fallback or self.language, title.text if cut else "")

    def _brackets(self, status: Status) -> str:
        names = self.names(status, status.item.owners)
        if len(names) > MOST_NAMES:
            names = (*names[: MOST_NAMES - 1], f"+{len(names) - MOST_NAMES + 1}")
        return f" [{', '.join(one_line(name) for name in names)}]" if names else ""

    def names(self, status: Status, slugs: tuple[str, ...]) -> tuple[str, ...]:
        """The names of owners."""
        if not slugs:
            return ()
        key = status.file.id, slugs
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self.view.names(status, slugs)
        return found

    def with_state(self, status: Status, title: str, summary: Message) -> str:
        """The summary, with the word that a status needs in every client."""
        if status.state is State.DONE:
            return self.say(message("✔ {title}", title=title))
        if status.state is State.CANCELLED:
            return self.say(message("CANCELLED: {title}", title=summary))
        if status.state is State.ON_HOLD:
            return self.say(message("On hold: {title}", title=summary))
        return self.say(summary)

    def description(self, status: Status, title: EntryTitle, remarks: Iterable[Message]) -> str:
        """All that is worth knowing, one thing a line, as much of it as clients show."""
        lines = [self.safe(one) for one in (title.whole, *self._lines(status, remarks))]
        whole = "\n".join(one for one in (*lines, *self._links(status)) if one)
        if len(whole) > LONGEST_DESCRIPTION:
            whole = whole[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
        return whole

    def _lines(self, status: Status, remarks: Iterable[Message]) -> Iterator[str]:
        item, file, say = status.item, status.file, self.speaker.say
        for remark in (*self._state(status), *remarks):
            yield say(remark)
        yield from self._people(status)
        if item.goals:
            yield self._once(("goals", file.id, item.goals), lambda: self._goals(item.goals, file))
        if item.sections:
            yield self._once(("sections", *map(id, item.sections)), lambda: self._sections(status))
        if item.language:
            yield say(message("Language: {language}", language=item.language))
        if item.after:
            first = self.view.portfolio.prerequisites(item)
            if first:
                yield say(message("After: {items}", items=self._item_list(first)))
        yield from self._content(item, file)

    def _state(self, status: Status) -> Iterator[Message]:
        if status.state is State.DONE and status.done is not None:
            day = dates.display(status.done, supported_language(self.language))
            yield message("Done: {day}.", day=day)
        if Flag.BLOCKED in status.flags:
            waits = blocking(self.view.portfolio, status.item)
            yield message("Blocked: waits for {items}.", items=self._item_list(waits))

    def _people(self, status: Status) -> Iterator[str]:
        item, say = status.item, self.speaker.say
        if item.owners:
            names = self.names(status, item.owners)
            key = ("owners", names)
            yield self._once(key, lambda: say(message("Responsible: {names}", names=", ".join(names))))
        if Flag.UNASSIGNED in status.flags:
            yield self._once("unassigned", lambda: say(message("Nobody is responsible for it yet.")))
        if item.contributors:
            others = self.names(status, item.contributors)
            yield self._once(("with", others), lambda: say(message("With: {names}", names=", ".join(others))))

    def _once(self, key: object, made: Callable[[], str]) -> str:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = made()
        return found

    def _goals(self, goals: tuple[str, ...], file: PlanFile) -> str:
        named = []
        for goal in goals:
            declared = file.plan.goals.get(goal)
            title = "" if declared is None else prose_in(declared.title, self.language, file.language).text
            named.append(f"{goal} ({title})" if title else goal)
        return self.speaker.say(message("Goals: {goals}", goals="; ".join(named)))

    def _sections(self, status: Status) -> str:
        sections = " / ".join(self.view.sections(status))
        return self.speaker.say(message("Section: {sections}", sections=sections))

    def goal(self, goal: str) -> str:
        """A goal as a category."""
        return self._once(("goal", goal), lambda: self.speaker.say(message("Goal {goal}", goal=goal)))

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language of each plan."""
        return {file.id: file.language for file in self.view.portfolio.files}

    def categories(self, kind: Message, goals: tuple[str, ...]) -> ContentLine:
        """Few and stable words by which clients colour: the kind of an entry, and its goals."""
        key = kind.template, goals
        found = self._categories.get(key)
        if found is None:
            words = (self.speaker.say(kind), *map(self.goal, goals))
            found = self._categories[key] = texts("CATEGORIES", words)
        return found

    def _item_list(self, items: Collection[Item]) -> str:
        own = self.languages
        named = (
            f"{item.id} ({one_line(item.title(self.language, own[item.plan]).text)})"
            for item in islice(items, MOST_NAMES)
        )
        more = f", +{len(items) - MOST_NAMES}" if len(items) > MOST_NAMES else ""
        return ", ".join(named) + more

    def _content(self, item: Item, file: PlanFile) -> Iterator[str]:
        """What is done there, made there, and where one can read on."""
        work, activity, say = item.work, item.activity, self.speaker.say
        if activity.agenda:
            yield say(message("Agenda:"))
            yield from self._points(activity.agenda, file, "- ")
        for one in work.deliverables:
            yield say(message("Deliverable: {title}", title=self.prose(one, file)))
        if work.notes:
            yield self.prose(work.notes, file)

    def _links(self, status: Status) -> Iterator[str]:
        """The pages about an item, one a line."""
        for link in self.links(status.item):
            title, url = self.prose(link.title, status.file), self.link(link)
            yield f"{title}: {url}" if title else url

    def _points(self, agenda: Iterable[AgendaItem], file: PlanFile, mark: str) -> Iterator[str]:
        for point in agenda:
            yield mark + one_line(self.prose(point.title, file))
            yield from self._points(point.items, file, f"  {mark}")

    def links(self, item: Item) -> tuple[Link, ...]:
        """The pages about an item, its activity's behind its own."""
        return item.work.links if item.milestone is None else (*item.work.links, *item.activity.links)

    def people(self, status: Status) -> Iterator[str]:
        """How to reach those who are responsible; nothing unless contacts are asked for."""
        if not self.contacts:
            return
        for slug in status.item.owners:
            person = self.view.portfolio.people.person(status.file.id, slug)
            if person.owner is None:
                continue
            reach = [way for way in (person.owner.email, person.owner.contact) if way]
            if reach:
                yield ", ".join(
                    (prose_in(person.owner.name, self.language, status.file.language).text, *reach)
                )
