"""Everything about one activity, for people: what `show` prints.

Comes in: a dossier. Goes out: lines on a console, a name and its value on each, prose wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ssetrack.language.message import Message, message
from ssetrack.plan.model import AgendaItem, Link
from ssetrack.plan.prose import ProseText, shown
from ssetrack.query.activity_detail import Dossier
from ssetrack.schedule import Recurrence
from ssetrack.status import Status
from ssetrack.terminal.console import WIDEST, text
from ssetrack.wording.cells import last_day, state_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import STYLES, as_of, due_text

Row = tuple[Message, Text]


def print_dossier(dossier: Dossier, to: Console) -> None:
    """Print the dossier."""
    view = dossier.view
    title = shown(dossier.activity.title, view.language, dossier.file.language)
    mark = f" [{title.fallback}]" if title.fallback else ""
    asked = dossier.activity.id if dossier.asked is None else dossier.asked.item.id
    to.print(text(f"{asked}  {one_line(title.text)}{mark}", "bold"))
    where = f"{dossier.file.path}:{dossier.lines[0]}-{dossier.lines[1]}"
    to.print(Text(f"{one_line(where)}; {as_of(view.speaker, dossier.today, dossier.timezone)}", "dim"))
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=1)
    for name, value in _rows(dossier):
        if value.plain:
            table.add_row(text(view.speaker.say(name)), value)
    table.width = min(to.width, WIDEST)
    to.print(table)


def _rows(dossier: Dossier) -> Iterator[Row]:
    yield message("Section"), _lines(" / ".join(dossier.view.sections(dossier.items[0])))
    yield from _dates(dossier)
    yield from _people(dossier)
    yield from _links_to_others(dossier)
    yield from _content(dossier)


def _dates(dossier: Dossier) -> Iterator[Row]:
    speaker = dossier.view.speaker
    several = len(dossier.items) > 1 or dossier.items[0].item.milestone is not None
    for status in (dossier.asked,) if dossier.asked is not None else dossier.items:
        item, due = status.item, status.due
        if several:
            part = shown(item.milestone.title if item.milestone else "", dossier.view.language, "en").text
            yield message("Milestone"), text(f"{item.id}  {one_line(part)}", "bold")
        state = Text(state_words(speaker, status), STYLES[status.state])
        yield message("State"), state
        if due.text is not None:
            yield message("Due"), _due(dossier, status)
        for option in due.alternatives:
            place = "" if option.where is None else _prose(dossier, option.where)
            days = f"{option.period.earliest} – {option.period.latest}"
            yield message("Alternative"), _lines(f"{option.id}: {days} {place}".rstrip())
        start = dossier.schedule.start.get(item)
        if start is not None:
            yield message("Start"), _lines(f"{item.work.start} ({_days(start.earliest, start.latest)})")
        again = due.recurrence or dossier.schedule.check_in.get(item)
        if due.recurrence is not None:
            yield message("Repeats"), _lines(_repeats(dossier, due.recurrence))
        if again is not None:
            following = again.repeat.next_occurrence(again.first, again.until, dossier.today)
            if following is not None and following >= dossier.today:
                name = message("Next") if due.recurrence else message("Next check-in")
                yield name, _lines(following.isoformat())
        if item.done:
            yield message("Done"), _lines(item.done)
        if item.work.progress is not None:
            yield message("Progress"), _lines(f"{item.work.progress}%")
    if dossier.asked is not None:
        others = [status for status in dossier.items if status is not dossier.asked]
        yield message("Beside"), _lines(*(_other(dossier, status) for status in others))
    where = dossier.view.where(dossier.asked or dossier.items[0])
    yield message("Where"), _lines(where or "")


def _repeats(dossier: Dossier, recurrence: Recurrence) -> str:
    """How it comes back, as written, and until when."""
    if recurrence.until is None:
        return recurrence.repeat.text
    until = message("{repeat}, until {day}", repeat=recurrence.repeat.text, day=recurrence.until)
    return dossier.view.speaker.say(until)


def _days(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first or '…'} – {last or '…'}"


def _due(dossier: Dossier, status: Status) -> Text:
    """The text as written, and the days it was read as."""
    due, speaker = status.due, dossier.view.speaker
    written = text(one_line(due_text(speaker, due)))
    if due.hours is not None:
        zone = due.timezone or speaker.say(message("no time zone given"))
        written.append(f" {due.hours} ({one_line(zone)})")
    period = due.period
    if due.invalid:
        written.append(f" ({speaker.say(message('not a date: run `ssetrack lint`'))})", "dim")
    elif period.earliest or period.latest:
        read = _days(period.earliest, period.latest)
        if read != due.text:
            written.append(f" ({read})", "dim")
    elif last_day(status):
        written.append(f" ({last_day(status)})", "dim")
    return written


def _people(dossier: Dossier) -> Iterator[Row]:
    activity, first = dossier.activity, dossier.items[0]
    owners = dict.fromkeys(owner for status in dossier.items for owner in status.item.owners)
    contributors = dict.fromkeys(one for status in dossier.items for one in status.item.contributors)
    for name, slugs in (
        (message("Owners"), tuple(owners)),
        (message("With"), tuple(contributors)),
        (message("Accountable"), activity.accountable),
        (message("Consulted"), activity.consulted),
        (message("Informed"), activity.informed),
    ):
        yield name, _lines(*(_person(dossier, first, slug) for slug in slugs))
    for participant in activity.participants:
        parts = [
            participant.name,
            _prose(dossier, participant.role),
            participant.organisation or "",
            participant.country or "",
            _prose(dossier, participant.topic),
        ]
        yield message("Participant"), _lines(", ".join(part for part in parts if part))


def _person(dossier: Dossier, status: Status, slug: str) -> str:
    """A name, and of a team its members; of an open seat, that nobody holds it."""
    view = dossier.view
    people = view.portfolio.people
    person = people.person(status.file.id, slug)
    (name,) = view.names(status, (slug,))
    if person.vacant:
        return view.speaker.say(message("{name} (nobody yet)", name=name))
    if not person.members:
        return name
    inside = (people.people.get(key) for key in people.members(person.key))
    return f"{name}: {', '.join(one.name for one in inside if one is not None)}"


def _links_to_others(dossier: Dossier) -> Iterator[Row]:
    view, file = dossier.view, dossier.file
    goals = dict.fromkeys(goal for status in dossier.items for goal in status.item.goals)
    names = []
    for goal in goals:
        declared = file.plan.goals.get(goal)
        names.append(f"{goal}  {_prose(dossier, declared.title)}" if declared else goal)
    yield message("Goals"), _lines(*names)
    after = []
    for prerequisite in dossier.after:
        if not prerequisite.items:
            after.append(view.speaker.say(message("{id} (not found)", id=prerequisite.reference)))
        after.extend(_other(dossier, status) for status in prerequisite.items)
    yield message("After"), _lines(*after)
    yield message("Before"), _lines(*(_other(dossier, status) for status in dossier.before))


def _other(dossier: Dossier, status: Status) -> str:
    view = dossier.view
    return f"{view.id(status)}  {one_line(view.title(status))} ({state_words(view.speaker, status)})"


def _content(dossier: Dossier) -> Iterator[Row]:
    activity = dossier.activity
    works = [activity, *(one.item.milestone for one in dossier.items if one.item.milestone is not None)]
    proses = [prose for work in works for prose in work.deliverables]
    yield message("Deliverables"), _lines(*(_prose(dossier, prose) for prose in proses))
    yield message("Agenda"), _lines(*_agenda(dossier, activity.agenda, 0))
    for indicator in activity.indicators:
        about = ", ".join(value for value in (indicator.baseline, indicator.target) if value)
        title = _prose(dossier, indicator.title)
        yield message("Indicator"), _lines(f"{title} ({about})" if about else title)
    yield message("Priority"), _lines(activity.priority or "")
    yield message("Language"), _lines(dossier.items[0].item.language or "")
    yield message("Budget"), _lines(activity.budget or "")
    yield (
        message("Tags"),
        _lines(", ".join(dict.fromkeys(tag for one in dossier.items for tag in one.item.tags))),
    )
    yield message("Check-in"), _lines(activity.check_in or "")
    yield (
        message("Notes"),
        text("\n".join(_prose(dossier, work.notes).strip() for work in works if work.notes)),
    )
    yield message("Links"), _lines(*(_link(dossier, link) for work in works for link in work.links))


def _agenda(dossier: Dossier, points: Sequence[AgendaItem], depth: int) -> Iterator[str]:
    for number, point in enumerate(points, 1):
        yield f"{'   ' * depth}{number}. {one_line(_prose(dossier, point.title))}"
        yield from _agenda(dossier, point.items, depth + 1)


def _link(dossier: Dossier, link: Link) -> str:
    title = _prose(dossier, link.title)
    return f"{title}: {link.url}" if title else link.url


def _prose(dossier: Dossier, prose: ProseText | None) -> str:
    return shown(prose, dossier.view.language, dossier.file.language).text


def _lines(*values: str) -> Text:
    """Each value on a line of its own."""
    return text(
        "\n".join(one_line(value) if not value.startswith(" ") else value for value in values if value)
    )
