"""What a feed says about an item in its title and its description.

The title begins with the item's own, since a phone shows about 25 characters; only what keeps people from
going there comes before it. Its id and its people are in the description.

Comes in: a status, and how the feed's readers look at the plans. Goes out: plain texts in their language. No
e-mail address leaves unless contacts are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from ssetrack import dates
from ssetrack.calendar.content_lines import ContentLine, text, texts
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.items import Item, title_above
from ssetrack.plan.model import AgendaItem, Link
from ssetrack.plan.prose import ProseText, prose_in, text_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.status import Flag, State, Status, blocking
from ssetrack.wording.addresses import HIDDEN, is_mail, without_addresses
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import behind_label, colon, in_a_row

MOST_NAMES = 3
"""Other items that are named in a line; the rest are counted."""

LONGEST_TITLE = 150
"""Characters of a title in a summary: receivers may cut at 255 octets (RFC 5545 §5)."""

LONGEST_DESCRIPTION = 1_500
"""Characters that every client shows."""


NamesLine = Callable[[str, int], Message]
"""A line of names, and how many these are."""


def _responsible(names: str, number: int) -> Message:
    return count_of("Responsible: {names}", "Responsible: {names}", number, names=names)


def _vacant(names: str, number: int) -> Message:
    return count_of("Vacant role: {names}", "Vacant roles: {names}", number, names=names)


def _helping(names: str, _: int) -> Message:
    return message("With: {names}", names=names)


class EntryTitle(NamedTuple):
    """An item's title on one line, its language, and all of it where it was cut."""

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
        return self.safe(text_in(prose, self.language, file.language))

    def link(self, link: Link) -> str:
        """The address of a page as it is, whatever signs it holds; that of a person only with contacts."""
        return self.safe(link.url) if is_mail(link.url) else link.url

    def summary(self, summary: str, title: EntryTitle) -> ContentLine:
        """SUMMARY; its language only where it is not the feed's: some readers then give no text."""
        if title.language == self.language:
            return text("SUMMARY", summary)
        return text("SUMMARY", summary, LANGUAGE=title.language)

    def title(self, status: Status) -> EntryTitle:
        """The title; that of a milestone before that of its activity, for that is what tells them apart."""
        item, own = status.item, status.file.language
        if item.milestone is None:
            title, fallback = item.title(self.language, own)
        else:
            part = prose_in(item.milestone.title, self.language, own)
            whole = prose_in(item.activity.title, self.language, own)
            title = behind_label(part.text, title_above(whole.text), self.speaker)
            fallback = part.fallback or whole.fallback
        words = one_line(title)
        if is_cut := len(words) > LONGEST_TITLE:
            words = words[: LONGEST_TITLE - 1].rstrip() + "…"
        return EntryTitle(self.safe(words), fallback or self.language, title if is_cut else "")

    def names(self, status: Status, slugs: tuple[str, ...]) -> tuple[str, ...]:
        """The names of owners."""
        if not slugs:
            return ()
        key = status.file.id, slugs
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self.view.names(status, slugs)
        return found

    def with_state(self, status: Status, title: str, asides: Sequence[Message]) -> str:
        """What is shown of an entry: its title, what is said behind it, and the state that nobody may miss.

        Whoever reads only the first words must not go to what is cancelled or on hold.
        """
        if status.state is State.DONE:
            return self.say(message("✔ {title}", title=title))
        words = self.with_asides(title, asides)
        if status.state is State.CANCELLED:
            return self.say(message("CANCELLED: {title}", title=words))
        if status.state is State.ON_HOLD:
            return self.say(message("On hold: {title}", title=words))
        return words

    def with_asides(self, title: str, asides: Sequence[Message]) -> str:
        """The title with what is said in brackets behind it."""
        if not asides:
            return title
        words = in_a_row(map(self.say, asides), self.speaker)
        return self.say(message("{title} ({asides})", title=title, asides=words))

    def description(self, status: Status, title: EntryTitle, remarks: Iterable[Message]) -> str:
        """All that is worth knowing, one thing a line, as much of it as clients show."""
        lines = filter(None, (title.whole, *self._lines(status, remarks)))
        own_id = self.speaker.say(message("Id in the plan: {id}", id=one_line(self.view.id(status))))
        whole = "\n".join(
            filter(None, (self.safe("\n".join(lines)), *self._links(status), *self._belonging(status)))
        )
        room = LONGEST_DESCRIPTION - len(own_id) - 1
        if len(whole) > room:
            whole = whole[: max(0, room - 1)].rstrip() + "…"
        return f"{whole}\n{own_id}" if whole else own_id

    def _lines(self, status: Status, remarks: Iterable[Message]) -> Iterator[str]:
        """What a member needs to know first: how sure it is, who does it, what happens there."""
        item, file, say = status.item, status.file, self.speaker.say
        for remark in (*self._state(status), *remarks):
            yield say(remark)
        yield from self._people(status)
        if item.language:
            yield say(message("Language: {language}", language=item.language))
        if item.after:
            first = self.view.portfolio.prerequisites(item)
            if first and not self._is_told(status, first):
                yield say(message("After: {items}", items=self._item_list(first)))
        yield from self._content(item, file)

    def _is_told(self, status: Status, first: Collection[Item]) -> bool:
        """Whether what blocks the item, which is named, is all that it comes after."""
        return Flag.BLOCKED in status.flags and len(blocking(self.view.portfolio, status.item)) == len(first)

    def _belonging(self, status: Status) -> Iterator[str]:
        """Where it belongs in the plan."""
        item, file = status.item, status.file
        if item.goals:
            yield self._once(("goals", file.id, item.goals), lambda: self._goals(item.goals, file))
        if item.sections:
            yield self._once(("sections", *map(id, item.sections)), lambda: self._sections(status))

    def _state(self, status: Status) -> Iterator[Message]:
        if status.state is State.DONE and status.done is not None:
            day = dates.DateWords(status.done, dates.Position.CELL)
            yield message("Done: {day}.", day=day)
        if Flag.BLOCKED in status.flags:
            waits = blocking(self.view.portfolio, status.item)
            yield message("Blocked: waiting for {items}.", items=self._item_list(waits))

    def _people(self, status: Status) -> Iterator[str]:
        item, people = status.item, self.view.portfolio.people
        held: list[str] = []
        vacant: list[str] = []
        for own in item.owners:
            (vacant if people.is_open_seat(status.file.id, own) else held).append(own)
        if held:
            yield self._names_line(_responsible, self.names(status, tuple(held)))
        if vacant:
            yield self._names_line(_vacant, self.names(status, tuple(vacant)))
        elif Flag.UNASSIGNED in status.flags:
            yield self._once("unassigned", lambda: self.speaker.say(message("Nobody is responsible yet.")))
        if item.contributors:
            yield self._names_line(_helping, self.names(status, item.contributors))

    def _names_line(self, line: NamesLine, names: tuple[str, ...]) -> str:
        """A line of names; those of one team are in many entries."""
        joined = ", ".join(map(one_line, names))
        return self._once((line, joined), lambda: self.speaker.say(line(joined, len(names))))

    def _once(self, key: object, made: Callable[[], str]) -> str:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = made()
        return found

    def _goals(self, goals: tuple[str, ...], file: PlanFile) -> str:
        named = []
        for goal in goals:
            declared = file.plan.goals.get(goal)
            title = "" if declared is None else text_in(declared.title, self.language, file.language)
            title = self.safe(one_line(title))
            named.append(f"{title} ({goal})" if title else goal)
        return "\n".join((self.speaker.say(message("Goals:")), *(f"- {goal}" for goal in named)))

    def _sections(self, status: Status) -> str:
        sections = self.safe(" / ".join(map(one_line, self.view.sections(status))))
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
        own, sign = self.languages, colon(self.speaker)
        named = (
            (item.title(self.language, own[item.plan], sign).text, item.id)
            for item in islice(items, MOST_NAMES)
        )
        more = f", +{len(items) - MOST_NAMES}" if len(items) > MOST_NAMES else ""
        return ", ".join(f"{self.safe(one_line(title))} ({id_})" for title, id_ in named) + more

    def _content(self, item: Item, file: PlanFile) -> Iterator[str]:
        """What is done there, made there, and where one can read on."""
        work, activity, say = item.work, item.activity, self.speaker.say
        if activity.agenda:
            yield say(message("Agenda:"))
            yield from self._points(activity.agenda, file, "- ")
        for one in work.deliverables:
            yield say(message("Deliverable: {title}", title=one_line(self.prose(one, file))))
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
                yield ", ".join((text_in(person.owner.name, self.language, status.file.language), *reach))
