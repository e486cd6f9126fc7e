"""What a letter says, in the reader's language.

Comes in: contents, what changed, and how the reader looks. Goes out: a `Letter`. Every text of a plan goes
through `_Voice.safe`: one line, nothing that acts, nobody's address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ssetrack.language.message import Message, count_of, message
from ssetrack.letters.answer_lines import answering
from ssetrack.letters.contents import Contents, OwnItem, Part, Waiting
from ssetrack.letters.letter import BETWEEN, Entry, Letter, Section
from ssetrack.letters.mailbox import header_text
from ssetrack.letters.news import Difference, Fate, News
from ssetrack.letters.readers import Reader
from ssetrack.letters.said import OR, single_day
from ssetrack.plan.prose import text_in
from ssetrack.plan.reference import Reference
from ssetrack.portfolio import PlanFile
from ssetrack.query.brief import day_that_counts
from ssetrack.query.columns import View
from ssetrack.query.questions import OpenQuestion, VacantRoles
from ssetrack.status import Snapshot, State, Status
from ssetrack.status.single import with_hosts
from ssetrack.wording.addresses import HIDDEN, without_addresses
from ssetrack.wording.brief import change_line
from ssetrack.wording.cells import name_list, title_words
from ssetrack.wording.dates import date_words, day_words, text_words
from ssetrack.wording.languages import Foreign, page_language, text_language, title_language
from ssetrack.wording.printable import one_line
from ssetrack.wording.questions import question_text, roles_text
from ssetrack.wording.since import changed_since
from ssetrack.wording.words import STATES, days, state_count

MOST = 50
"""Entries of a list; the rest are counted."""

MOST_LATER = 20
"""Entries of the last list, whose items nobody has to do anything about yet."""

LONGEST_TITLE = 150
LONGEST_WORDS = 400
LONGEST_SUBJECT = 60
"""Characters of a title, of what is said below it, of the plan's title in a subject."""

MOST_NAMES = 3


class Told(NamedTuple):
    """All that a letter is made of."""

    reader: Reader
    contents: Contents
    news: News | None
    view: View
    snapshot: Snapshot


def letter(told: Told) -> Letter:
    """The letter."""
    voice = _Voice(told)
    sections = tuple(section for section in voice.sections() if section.entries)
    return Letter(
        voice.language,
        voice.names(),
        voice.subject(),
        tuple(voice.opening()),
        sections,
        answering(told.contents, voice.view, told.snapshot.today, voice.safe),
        tuple(voice.foreign()),
    )


class _Voice:
    """Says the parts of one letter."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._contents = told.contents
        self.view = told.view
        self.language = page_language(told.view)
        self._speaker = told.view.speaker
        self._hidden = self._speaker.say(HIDDEN)

    def safe(self, text: str, most: int = LONGEST_WORDS) -> str:
        """A text on one line, without addresses or what acts, and not longer than so many characters."""
        line = header_text(without_addresses(one_line(text), self._hidden))
        return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"

    def names(self) -> str:
        """Who gets the letter."""
        names = (
            text_in(one.person.owner.name, self.view.language, one.file.language)
            for one in self._told.reader.addressees
            if one.person.owner is not None
        )
        return self.safe(name_list([self.safe(name, LONGEST_SUBJECT) for name in names], self._speaker))

    def subject(self) -> str:
        """The plan, the day, and how much is urgent: a new one each time."""
        title, day = self.safe(self._titles(), LONGEST_SUBJECT), self._day()
        counts = ", ".join(
            state_count(self._speaker, state, len(items))
            for state, items in (
                (State.OVERDUE, self._contents.overdue),
                (State.DUE_SOON, self._contents.soon),
            )
            if items
        )
        if not counts:
            return self._speaker.say(message("{title}, {day}", title=title, day=day))
        return self._speaker.say(message("{title}, {day}: {counts}", title=title, day=day, counts=counts))

    def opening(self) -> Iterator[str]:
        """The plan and the day, whom the letter is for where that could be several, how much there is."""
        titles = self.safe(self._titles())
        yield self._speaker.say(message("{title}, {day}", title=titles, day=self._day()))
        if len(self._told.reader.addressees) > 1:
            yield self._speaker.say(message("For {names}", names=self.names()))
        yield " ".join(self._speaker.say(sentence) for sentence in self._counts())

    def foreign(self) -> Iterator[Foreign]:
        """The titles in the opening that are in another language."""
        for file in self._files():
            language = text_language(file.plan.title, file, self.view, self.language)
            if language is not None:
                yield Foreign(self.safe(self._title_of(file)), language)

    def sections(self) -> Iterator[Section]:
        """The lists, the most urgent first."""
        contents, say = self._contents, self._speaker.say
        soon = count_of(
            "Due in the next {number} day", "Due in the next {number} days", self._told.snapshot.soon
        )
        yield self._section(message("Overdue"), contents.overdue, self._urgent)
        yield self._section(soon, contents.soon, self._urgent)
        asked = [*self._questions(contents.questions), *map(self._roles, contents.roles)]
        yield self._list(say(message("Questions for you")), asked, MOST)
        yield self._list(say(message("Waiting for you")), map(self._waiting, contents.waiting), MOST)
        if self._told.news is not None:
            heading = self.safe(changed_since(self._told.news.since, self._speaker))
            yield self._list(heading, self._news(self._told.news), MOST)
        yield self._section(message("Later"), contents.later, self._later, MOST_LATER)._replace(brief=True)

    def _day(self) -> str:
        return day_words(self._told.snapshot.today, self.view)

    def _titles(self) -> str:
        plans = self._files()
        if len(plans) > MOST_NAMES:
            return self._speaker.count("{number} plan", "{number} plans", len(plans))
        return BETWEEN.join(map(self._title_of, plans))

    def _files(self) -> Sequence[PlanFile]:
        """The plans that the letter is about."""
        contents = self._contents
        statuses = [one.status for one in contents.items]
        statuses += (one.status for one in contents.questions)
        statuses += (status for roles in contents.roles for status in roles.statuses)
        files = {id(status.file): status.file for status in statuses}
        return list(files.values()) or self.view.portfolio.files

    def _title_of(self, file: PlanFile) -> str:
        return text_in(file.plan.title, self.view.language, file.language)

    def _counts(self) -> Iterator[Message]:
        contents = self._contents
        if contents.overdue:
            yield count_of("{number} item is overdue.", "{number} items are overdue.", len(contents.overdue))
        if contents.soon:
            yield count_of("{number} item is due soon.", "{number} items are due soon.", len(contents.soon))
        if not contents.overdue and not contents.soon:
            yield message("Nothing is overdue or due soon.")
        if asked := len({id(one.status) for one in contents.questions}) + len(contents.roles):
            yield count_of("{number} question is for you.", "{number} questions are for you.", asked)
        if contents.waiting:
            yield count_of(
                "{number} item of others waits for you.",
                "{number} items of others wait for you.",
                len({id(one.status) for one in contents.waiting}),
            )

    def _section(
        self, heading: Message, items: Sequence[OwnItem], words: Callable[[OwnItem], str], most: int = MOST
    ) -> Section:
        entries = (self._entry(one.status, words(one)) for one in items[:most])
        return self._with_number(self._speaker.say(heading), tuple(entries), len(items), most)

    def _list(self, heading: str, entries: Iterable[Entry], most: int) -> Section:
        several = tuple(entries)
        return self._with_number(heading, several[:most], len(several), most)

    def _with_number(self, heading: str, entries: tuple[Entry, ...], number: int, most: int) -> Section:
        more = number - most
        rest = self._speaker.count("and {number} more", "and {number} more", more) if more > 0 else ""
        return Section(f"{heading} ({number})", entries, rest)

    def _entry(self, status: Status, words: str) -> Entry:
        language = title_language(status, self.view, self.language)
        return Entry(self._title(status), self.safe(words), language)

    def _title(self, status: Status) -> str:
        """The id and the title."""
        return self.safe(f"{self.view.id(status)} {title_words(status, self.view)}", LONGEST_TITLE)

    def _urgent(self, one: OwnItem) -> str:
        """The date, its last day, how many days are left or past, whose it is."""
        status, speaker = one.status, self._speaker
        left = status.days_left
        if status.state is State.OVERDUE:
            counted = speaker.count("overdue by {number} day", "overdue by {number} days", -(left or 0))
        elif status.due.kind == "event":
            counted = days(speaker, max(0, (day_that_counts(status) - self._told.snapshot.today).days))
        else:
            counted = days(speaker, left)
        return BETWEEN.join(filter(None, (*self._date(status), counted, self._whose(one))))

    def _later(self, one: OwnItem) -> str:
        status = one.status
        said = list(self._date(status))
        if status.state is State.ON_HOLD or not said:
            said.append(self._speaker.say(STATES[status.state]))
        return BETWEEN.join(filter(None, (*said, self._whose(one))))

    def _date(self, status: Status) -> Iterator[str]:
        """The date in words; its last day where the words do not say it."""
        once = status._replace(due=status.due._replace(occurrences=None))
        words = date_words(once, self.view)
        if words:
            yield words
        first, last = status.due.period.earliest, status.due.period.latest
        if last is not None and first != last:
            yield self._speaker.say(message("last day: {day}", day=day_words(last, self.view)))

    def _whose(self, one: OwnItem) -> str:
        """Why the item is in this letter, where the reader is not its owner; who hosts it, if others do."""
        match one.part:
            case Part.OWNER:
                return self._host(one.status)
            case Part.TEAM:
                person = self.view.portfolio.people.people.get(one.team)
                own = one.status.file.language
                name = one.team
                if person is not None and person.owner is not None:
                    name = text_in(person.owner.name, self.view.language, own)
                said = self._speaker.say(message("team: {name}", name=one_line(name)))
                return BETWEEN.join(filter(None, (said, self._host(one.status, one.team))))
            case Part.HELPER:
                helping = self._speaker.say(message("you help"))
                return BETWEEN.join(filter(None, (helping, self._responsible(one.status))))

    def _host(self, status: Status, team: str = "") -> str:
        """Who hosts the time that is told of, where that is neither the reader nor their team."""
        hosted = with_hosts(status)
        keys = {self.view.portfolio.people.key(status.file.id, slug) for slug in hosted.item.owners}
        is_own = hosted is status or not keys.isdisjoint((*self._told.reader.keys, team))
        return "" if is_own else self._responsible(hosted)

    def _responsible(self, status: Status) -> str:
        status = with_hosts(status)
        owners = status.item.owners
        if not owners:
            return ""
        names = name_list(
            self.view.names(status, owners[:MOST_NAMES]), self._speaker, more=max(0, len(owners) - MOST_NAMES)
        )
        return self._speaker.count("Responsible: {names}", "Responsible: {names}", len(owners), names=names)

    def _questions(self, questions: Sequence[OpenQuestion]) -> Iterator[Entry]:
        """The questions about an item together."""
        by_item: dict[int, list[OpenQuestion]] = {}
        for one in questions:
            by_item.setdefault(id(one.status), []).append(one)
        for several in by_item.values():
            words = " ".join(question_text(one, self.view) for one in several)
            yield self._entry(several[0].status, words)

    def _roles(self, roles: VacantRoles) -> Entry:
        ids = name_list([self.view.id(status) for status in roles.statuses], self._speaker)
        return Entry(self.safe(roles_text(roles, self.view), LONGEST_TITLE), self.safe(ids))

    def _waiting(self, one: Waiting) -> Entry:
        reference = one.prerequisite.reference
        name = str(reference) if self.view.several else reference.item
        waits = self._speaker.say(message("waits for {id}", id=name))
        words = BETWEEN.join(filter(None, (waits, self._responsible(one.status))))
        return self._entry(one.status, words)

    def _news(self, news: News) -> Iterator[Entry]:
        for change in news.changes:
            line = change_line(change, self.view)
            title = self.safe(f"{line.id} {line.title}", LONGEST_TITLE)
            yield Entry(title, self.safe(line.words), title_language(change.status, self.view, self.language))
        for one in news.differences:
            name = one.item if self.view.several else Reference.from_text(one.item).item
            words = self._difference(one)
            yield Entry(self.safe(name), words) if one.status is None else self._entry(one.status, words)

    def _difference(self, one: Difference) -> str:
        """What became of it; of a single time of a series, which time it is."""
        day = None if one.status is None else single_day(one.status)
        when = "" if day is None else day_words(day, self.view)
        return BETWEEN.join(filter(None, (when, self._fate(one))))

    def _fate(self, one: Difference) -> str:
        say = self._speaker.say
        match one.fate:
            case Fate.NEW:
                return say(message("new item"))
            case Fate.REMOVED:
                return say(message("removed"))
            case Fate.PASSED_ON:
                return say(message("not yours any more"))
            case Fate.CLOSED:
                assert one.status is not None
                return say(STATES[one.status.state])
            case Fate.MOVED:
                assert one.status is not None
                nothing = say(message("no date"))
                options = (text_words(option, self.view, "en") for option in one.before.split(OR))
                before = f" {OR} ".join(options) or nothing
                return f"{before} → {date_words(one.status, self.view) or nothing}"
