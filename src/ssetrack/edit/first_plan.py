"""A plan to begin with, with comments that say what can be written, in the language of the plan.

Comes in: a title, an id, a language, the day on which it begins, the address of the schema. Goes out: the
text of a plan in which lint finds no error and on that day nothing is overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ssetrack.dates import Period, display, months_on, parse
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.language.words import LANGUAGES
from ssetrack.plan.slug import slug
from ssetrack.source.quoting import quote

COMMENT_COLUMN = 29
"""Where a comment behind a line begins, counted from 0."""

COORDINATOR = message("coordinator", context="id")
SOMEBODY = message("somebody", context="id")
TEAM = message("team", context="id")
SEAT = message("seat", context="id")
CORE_GROUP = message("core-group", context="id")
TRANSLATOR = message("translator-seat", context="id")
DRAFT = message("draft", context="id")
"""Short names are typed again and again, so they are in the language of the plan, in letters of ASCII."""


def first_plan(
    *, title: str, plan_id: str, language: str, day: date, schema: str, example: bool = False
) -> str:
    """The text of a first plan for the twelve months from `day` on; with `example` one that is filled in.

    `language` is a tag of one of our languages (`pt-BR`); comments and examples are in it.
    """
    page = _Page(language, day)
    lines = [f"# yaml-language-server: $schema={schema}", *page.head(title, plan_id)]
    lines += page.example() if example else page.beginning()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Page:
    """The lines of a first plan in one language."""

    def __init__(self, language: str, day: date) -> None:
        self._language, self._day = language, day
        self._speaker = Speaker(supported_language(language))

    def _say(self, what: Message) -> str:
        return self._speaker.say(what)

    def _text(self, what: Message) -> str:
        """A text as a value of YAML."""
        return quote(self._say(what), flow=True)

    def _id(self, what: Message) -> str:
        """A short name in the language of the plan."""
        return self._say(what)

    def _line(self, text: str, comment: Message) -> str:
        return f"{text.ljust(COMMENT_COLUMN - 1)} # {self._say(comment)}"

    def _section(self, title: Message) -> Iterator[str]:
        """A section with an id: the addresses of its page and its calendar stay when its title changes."""
        yield f"  - id: {slug(self._say(title))}"
        yield f"    title: {self._text(title)}"

    def _month(self, number: int) -> date:
        """The first day of a month, so many months from now."""
        return months_on(self._day.replace(day=1), number)

    def _in_words(self, month: date) -> str:
        """`March 2027`."""
        period = parse(f"{month:%Y-%m}")
        assert isinstance(period, Period)
        return display(period, self._language)

    def _weekday(self, weeks: int, weekday: int) -> date:
        """A weekday (Monday is 0) so many weeks after the coming one."""
        ahead = (weekday - self._day.weekday()) % 7
        return self._day + timedelta(days=ahead + 7 * weeks)

    def head(self, title: str, plan_id: str) -> Iterator[str]:
        """What every plan begins with."""
        say, line = self._say, self._line
        first, last = self._month(0), self._month(11)
        what = message("A work plan. `ssetrack status` shows what is due, `ssetrack lint` finds mistakes.")
        yield f"# {say(what)}"
        yield line("ssetrack: 1", message("the version of the format"))
        yield f"id: {quote(plan_id, flow=False)}"
        yield f"title: {quote(title, flow=False)}"
        yield line(
            f"language: {quote(self._language, flow=False)}",
            message("of these texts, and of dates in words: {languages}", languages=", ".join(LANGUAGES)),
        )
        yield line(
            f"period: {first:%Y-%m}/{last:%Y-%m}",
            message("when the plan runs; a year (2027) or two (2027/2028) are fine too"),
        )
        yield line("# timezone: Africa/Dakar", message("needed as soon as there is a time of day"))
        yield ""

    def beginning(self) -> Iterator[str]:
        """One goal, one owner, one activity, and what else can be written, as comments."""
        say, text = self._say, self._text
        name, mail = text(message("Their name")), "them@example.org"
        team, seat = text(message("A team")), text(message("Who will it be?"))
        first, second = self._id(COORDINATOR), self._id(SOMEBODY)
        deadline = self._month(2)
        day, words = self._weekday(6, 3), self._in_words(deadline)
        yield f"# {say(message('What the plan is for. Activities mention a goal by its short name.'))}"
        yield "goals:"
        yield f"  A: {text(message('What we want to reach'))}"
        yield ""
        yield f"# {say(message('Who does something. Activities mention people by their short names.'))}"
        yield "owners:"
        yield f"  {first}: {text(message('Coordinator'))}"
        yield f"  # {second}: {{name: {name}, email: {mail}}}"
        yield f"  # {self._id(TEAM)}: {{name: {team}, members: [{first}, {second}]}}"
        yield f"  # {self._id(SEAT)}: {{name: {seat}, vacant: true}}"
        yield ""
        yield "sections:"
        yield from self._section(message("First steps"))
        yield "    activities:"
        yield "      - id: 1.1"
        yield f"        title: {text(message('First meeting'))}"
        yield f"        owners: [{first}]"
        yield "        goals: [A]"
        yield self._line(
            f"        deadline: {deadline:%Y-%m}",
            message("by the end of it; also {day}, {words}, ongoing, tbd", day=day, words=words),
        )
        instead = message("instead of a deadline: the day on which it takes place")
        yield self._line(f"        # when: {day}", instead)
        yield self._line("        # after: [1.0]", message("what must be done before"))
        yield f"        # notes: {say(message('Anything else worth knowing.'))}"

    def example(self) -> Iterator[str]:
        """A small network with everything that plans are made of, in the coming months."""
        text = self._text
        call, dakar, lima = self._weekday(2, 3), self._weekday(9, 1), self._weekday(12, 1)
        draft, final = self._month(6), self._month(9) - timedelta(days=1)
        in_words = quote(self._in_words(draft), flow=True)
        several = message("there can be several; to choose one: ssetrack move 1.2 dakar")
        group, seat, first = self._id(CORE_GROUP), self._id(TRANSLATOR), self._id(DRAFT)
        yield "goals:"
        yield f"  A: {text(message('Let the networks of three continents know what each of them does'))}"
        yield f"  B: {text(message('Have one voice at the forum'))}"
        yield ""
        yield "owners:"
        yield "  ana: {name: Ana, email: ana@example.org}"
        yield "  bakary: Bakary"
        yield "  chloe: Chloé"
        yield f"  {group}: {{name: {text(message('Core group'))}, members: [ana, bakary, chloe]}}"
        yield self._line(
            f"  {seat}: {{name: {text(message('Who translates?'))}, vacant: true}}",
            message("a role that nobody has yet"),
        )
        yield ""
        yield "sections:"
        yield from self._section(message("Meetings"))
        yield "    activities:"
        yield "      - id: 1.1"
        yield f"        title: {text(message('First call'))}"
        yield "        owners: [ana]"
        yield "        goals: [A]"
        yield f'        when: {{date: {call}, time: "16:00-17:00", timezone: Africa/Dakar}}'
        yield "        agenda:"
        yield f"          - {text(message('Who is here'))}"
        yield f"          - {text(message('What each of us expects'))}"
        yield "      - id: 1.2"
        yield f"        title: {text(message('Meeting of the core group'))}"
        yield f"        owners: [{group}]"
        yield "        goals: [A, B]"
        yield "        after: [1.1]"
        yield self._line("        when:", several)
        yield f"          - {{date: {dakar}/{dakar + timedelta(days=2)}, where: Dakar}}"
        yield f"          - {{date: {lima}/{lima + timedelta(days=2)}, where: Lima}}"
        yield f"        deliverables: [{text(message('Agreed plan'))}]"
        yield from self._section(message("Publications"))
        yield "    activities:"
        yield "      - id: 2.1"
        yield f"        title: {text(message('Summary of what we found'))}"
        yield "        owners: [bakary]"
        yield f"        with: [{seat}]"
        yield "        goals: [B]"
        own = message("each is an item of its own: 2.1/{draft}, 2.1/final", draft=first)
        yield self._line("        milestones:", own)
        yield f"          - {{id: {first}, title: {text(message('Draft'))}, deadline: {in_words}}}"
        ending = f"deadline: {final}, after: [2.1/{first}]"
        yield f"          - {{id: final, title: {text(message('Final text'))}, {ending}}}"
        yield "      - id: 2.2"
        yield f"        title: {text(message('Electronic forum'))}"
        yield "        owners: [chloe]"
        yield "        goals: [A]"
        yield "        deadline: ongoing"
        yield f"        check-in: {quote(self._say(message('every 3 months')), flow=False)}"
