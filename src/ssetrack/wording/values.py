"""What a field of a plan holds, in words: for whatever shows fields, by the table of fields.

Comes in: a value as the plan has it, and how the reader looks. Goes out: text on one line. No field has a
case of its own here; a new one is shown by what it holds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from ssetrack.language.message import Message, message
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Occurrence
from ssetrack.plan.prose import text_in
from ssetrack.query.columns import View
from ssetrack.query.date_changes import is_bare, unread_entries
from ssetrack.status import Status
from ssetrack.wording.dates import text_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import behind_label, in_a_row
from ssetrack.wording.words import CHOICES, repeat_words

DATES = frozenset({"date", "until", "start", "done", "period"})
"""Fields whose text is a date."""

REPEATS = frozenset({"repeat", "check-in"})
"""Fields whose text says how often."""

CHOSEN = frozenset({"status", "priority", "letters"})
"""Fields whose text is one of a few words."""

YES, NO = message("yes"), message("no")


def field_label(field: str, model: type | None) -> Message | None:
    """What readers call a field; None for one of the plan's own (`x-…`), which has no other name."""
    presentation = LABELS[model].get(field) if model is not None else None
    return None if presentation is None else presentation.label


def value_words(value: Any, view: View, own: str, key: str = "") -> str:
    """A value in words, texts in the reader's language (`own` is the plan's); empty for nothing.

    `key` is the field that holds it: a date and how often something comes back are said in words.
    """
    if value is None or value == () or value == "":
        return ""
    texts = isinstance(value, tuple | list) and all(isinstance(one, str) for one in value)
    lines = value_lines(value, view, own, key)
    return ", ".join(lines) if texts else in_a_row(lines, view.speaker)


def value_lines(value: Any, view: View, own: str, key: str = "") -> Iterator[str]:
    """A value in words, a line for each thing in a list."""
    if isinstance(value, bool):
        yield view.speaker.say(YES if value else NO)
    elif isinstance(value, int):  # the only numbers of a plan
        yield view.speaker.say(message("{number}%", number=value))
    elif isinstance(value, str):
        if value:
            yield _text(value, view, own, key)
    elif type(value) in FIELDS:
        yield _thing(value, view, own)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from value_lines(one, view, own, key)
    elif isinstance(value, Mapping) and any(isinstance(one, Occurrence) for one in value.values()):
        for day, one in value.items():
            words = value_words(one, view, own)
            if words:  # one that says nothing is as its rule says
                day_said = text_words(day, view, own)
                yield behind_label(day_said, words, view.speaker)
    elif isinstance(value, Mapping):
        text = _mapping(value, view, own)
        if text:
            yield text


def _text(text: str, view: View, own: str, key: str) -> str:
    """A text of a field: dates and repeats in words, anything else as it is written."""
    if key in DATES:
        return text_words(text, view, own)
    if key in CHOSEN and text in CHOICES:
        return view.speaker.say(CHOICES[text])
    if key in REPEATS:
        return one_line(repeat_words(text, view.speaker))
    return one_line(text)


def _mapping(value: Mapping[str, Any], view: View, own: str) -> str:
    """A text in several languages in the one that the reader gets; anything else part by part."""
    if all(isinstance(text, str) for text in value.values()):
        return one_line(text_in(value, view.language, own))
    return ", ".join(filter(None, (value_words(one, view, own) for one in value.values())))


def _thing(value: Any, view: View, own: str) -> str:
    """Something that has fields: what each of them holds, what stands under it in brackets."""
    model = type(value)
    flat: list[str] = []
    below: list[str] = []
    for key, field in FIELDS[model].items():
        words = value_words(getattr(value, field.name or key), view, own, key)
        if words and not (field.kind == "switch" and not getattr(value, field.name or key)):
            (below if field.kind == "list" else flat).append(words)
    flat += [f"{key} {value_words(one, view, own)}" for key, one in (value.extensions or {}).items()]
    text = ", ".join(flat)
    return f"{text} ({in_a_row(below, view.speaker)})" if below else text


FieldLines = tuple[Message | str, tuple[str, ...]]
"""What a field is called (one of the plan's own by its name) and what it holds, line by line."""


def field_lines(thing: Any, left_out: Container[str], view: View, own: str) -> Iterator[FieldLines]:
    """The fields of something that hold anything, but for some that are shown otherwise; `x-` fields last.

    A switch that is off says nothing: a person is not introduced as no vacant role.
    """
    for key, presentation in LABELS[type(thing)].items():
        if key not in left_out:
            value = getattr(thing, FIELDS[type(thing)][key].name or key)
            lines = () if value is False else tuple(value_lines(value, view, own, key))
            if lines:
                yield presentation.label, lines
    for key, value in (thing.extensions or {}).items():
        yield key, tuple(value_lines(value, view, own))


def entry_lines(status: Status, view: View) -> Iterator[FieldLines]:
    """What an item's dates say beside its due: an id, a zone without hours, a date that does not count."""
    work = status.item.work
    counting = "deadline" if work.deadline else "when"
    for key, name in (("deadline", LABELS[type(work)]["deadline"]), ("when", LABELS[type(work)]["when"])):
        if all(map(is_bare, getattr(work, key))) and (key == counting or not getattr(work, key)):
            continue  # there is nothing beside its dates
        entries = unread_entries(status, key)
        if key == counting:
            named = bool(status.due.alternatives)  # they are told with their ids
            entries = tuple(one.copy(where=None, id=None if named else one.id) for one in entries)
        lines = tuple(line for entry in entries if (line := value_words(entry, view, status.file.language)))
        if lines:
            yield name.label, lines
