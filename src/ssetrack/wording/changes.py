"""What changed, in words: for terminals and for Markdown.

Comes in: changes. Goes out: texts on one line, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.plan.prose import text_in
from ssetrack.query.changes import Changes, ItemChange, What
from ssetrack.query.columns import View
from ssetrack.query.differences import FieldChange
from ssetrack.query.part_changes import Fate, Part, PartChange
from ssetrack.status import Status
from ssetrack.wording.dates import bare_date, date_words, text_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import EMPTY, behind_label, in_a_row
from ssetrack.wording.since import changed_since
from ssetrack.wording.values import field_label, value_words
from ssetrack.wording.words import CHOICES, STANDING_WORDS

KINDS = {
    What.MOVED: message("Moved"),
    What.NEW: message("New", context="items"),
    What.GONE: message("Removed"),
    What.DONE: message("Done", context="items"),
    What.STATUS: message("Status changed"),
    What.REASSIGNED: message("Reassigned"),
    What.RESCOPED: message("Other changes"),
}

PARTS = {
    Part.PLAN: message("Plan"),
    Part.GOAL: message("Goal"),
    Part.OWNER: message("Owner"),
    Part.SECTION: message("Section"),
}

FATES = {
    Fate.NEW: message("New", context="part"),
    Fate.GONE: message("Removed", context="part"),
    Fate.CHANGED: message("Changed", context="part"),
}
"""What became of a plan, a goal, an owner or a section."""

BESIDE = message("In the plan itself")
"""The heading for what changed beside the items."""

FIELDS = {"kind": message("Kind"), "alternatives": message("Alternatives"), "section": message("Section")}
"""What is not a field of its own in a plan."""

NO_DATE = message("no date")

DUE_KINDS = {
    "deadline": message("deadline"),
    "event": message("event"),
    "ongoing": STANDING_WORDS["ongoing"],
    "undated": NO_DATE,
}

LONGEST = 80
"""Characters of a value that are shown, so that a change of notes stays a line."""


NO_CHANGES = message("No changes.")


def comparison(changes: Changes) -> str:
    """The line that says what is compared."""
    if changes.since is not None:
        return changed_since(changes.since, changes.view.speaker)
    return changes.view.speaker.say(message("from {old} to {new}", old=changes.old, new=changes.new))


def change_words(change: ItemChange, view: View) -> str:
    """What changed, in words: "December 2004 → February 2005: 59 days later"."""
    speaker, old, new = view.speaker, change.old, change.new
    match change.what:
        case What.MOVED if old is not None and new is not None:
            return one_line(_move(change, old, new, view))
        case What.REASSIGNED if old is not None and new is not None:
            return one_line(f"{_people(old, view)} → {_people(new, view)}")
        case What.STATUS if old is not None and new is not None:
            return f"{_status_word(old, speaker)} → {_status_word(new, speaker)}"
        case What.RESCOPED:
            return details_words(change.details, view, change.status.file.language)
        case What.NEW | What.GONE:
            people = _people(change.status, view)
            date = date_words(change.status, view) or speaker.say(NO_DATE)
            return one_line(in_a_row((date, people), speaker))
        case What.MOVED | What.REASSIGNED | What.STATUS | What.DONE:
            return ""


def details_words(details: Iterable[FieldChange], view: View, own: str) -> str:
    """What is different, field by field: "priority: – → high; notes"."""
    return in_a_row(dict.fromkeys(_detail(detail, view, own) for detail in details), view.speaker)


def _detail(detail: FieldChange, view: View, own: str) -> str:
    label = FIELDS.get(detail.field) or field_label(detail.field, detail.model)
    name = detail.field if label is None else lower_label(view.speaker.say(label))
    if detail.private:
        return name
    before, after = (_value(detail, value, view, own) for value in (detail.before, detail.after))
    if before == after:
        tags = _languages(detail.before, detail.after)
        return f"{name} ({', '.join(tags)})" if tags else name
    return behind_label(name, f"{before} → {after}", view.speaker)


def _value(detail: FieldChange, value: Any, view: View, own: str) -> str:
    if detail.field == "kind":
        return view.speaker.say(DUE_KINDS[value])
    if detail.field == "alternatives":
        words = in_a_row((_option(option, view, own) for option in value or ()), view.speaker)
    else:
        words = value_words(value, view, own, detail.field)
    return (words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…") or EMPTY


def _option(option: Mapping[str, Any], view: View, own: str) -> str:
    """One of several dates as it is compared: its id, days, hours, zone and place."""
    where = option["where"]
    place = text_in(where, view.language, own)
    parts = (text_words(option["date"], view, own), option["time"], option["timezone"], place)
    said = ", ".join(part for part in parts if part)
    return one_line(behind_label(option["id"], said, view.speaker))


def _languages(before: Any, after: Any) -> list[str]:
    """The languages in which a text in several is another one."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    return [tag for tag in dict.fromkeys((*before, *after)) if before.get(tag) != after.get(tag)]


def lower_label(label: str) -> str:
    """A label within a line; what is written in capitals stays so."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def part_name(change: PartChange, view: View) -> str:
    """What changed beside the items: "Owner ana", "Section"."""
    name = view.speaker.say(PARTS[change.part])
    if change.id is None or (change.part is Part.PLAN and not view.several):
        return name
    own = f"{change.file.id}:{change.id}" if view.several and change.part is not Part.PLAN else change.id
    return one_line(f"{name} {own}")


def part_words(change: PartChange, view: View) -> str:
    """What became of it: "Changed (role: – → Chair)"."""
    word = view.speaker.say(FATES[change.fate])
    details = details_words(change.details, view, change.file.language)
    return one_line(behind_label(word, details, view.speaker) if details else word)


def part_title(change: PartChange, view: View) -> str:
    """The title of a plan, goal or section, the name of an owner."""
    return one_line(text_in(change.title, view.language, change.file.language))


def _move(change: ItemChange, old: Status, new: Status, view: View) -> str:
    """Both dates, what else is different about them, and by how many days they moved."""
    speaker = view.speaker
    before, after = _bare(old, view), _bare(new, view)
    rest = [detail for detail in change.details if detail.field != "date"]
    if before == after and not rest:  # the words do not tell them apart
        exactly = view._replace(iso=True)
        before, after = _bare(old, exactly), _bare(new, exactly)
    if before != after or not rest:
        moved = days_moved(change, speaker)
        only = rest and not change.latest and not change.earliest
        both = f"{before} → {after}"
        parts = [behind_label(both, moved, speaker) if moved and not only else both]
    else:
        parts = [before]
    told = {"alternatives"} if before != after else set()
    told |= {"kind"} if before != after and {old.due.kind, new.due.kind} & {"ongoing", "undated"} else set()
    details = [detail for detail in rest if detail.field not in told]
    return in_a_row((*parts, details_words(details, view, new.file.language)), speaker)


def days_moved(change: ItemChange, speaker: Speaker) -> str:
    """By how many days the last day moved, and the first where that is another number."""
    last, first = change.latest, change.earliest
    if last is None and first is None:
        return ""
    if not last and not first:
        return speaker.say(message("the same days"))
    if last is None or first is None or first == last:
        return _later(speaker, last if last is not None else first or 0)
    if not last:
        return speaker.say(message("last day unchanged, first day {moved}", moved=_later(speaker, first)))
    return speaker.say(
        message("{last} (first day {first})", last=_later(speaker, last), first=_later(speaker, first))
    )


def _later(speaker: Speaker, days: int) -> str:
    if days == 0:
        return speaker.say(message("unchanged", context="day"))
    if days < 0:
        return speaker.count("{number} day earlier", "{number} days earlier", -days)
    return speaker.count("{number} day later", "{number} days later", days)


def _bare(status: Status, view: View) -> str:
    return bare_date(status, view) or view.speaker.say(NO_DATE)


def _people(status: Status, view: View) -> str:
    names = ", ".join(view.names(status, status.item.owners)) or view.speaker.say(message("(nobody)"))
    helpers = ", ".join(view.names(status, status.item.contributors))
    return (
        view.speaker.say(message("{owners}, with {helpers}", owners=names, helpers=helpers))
        if helpers
        else names
    )


def _status_word(status: Status, speaker: Speaker) -> str:
    return speaker.say(CHOICES[status.item.status])
