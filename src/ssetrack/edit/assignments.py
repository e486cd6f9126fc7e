"""`FIELD=VALUE` as people type it, made into what a field of an activity or milestone holds.

Comes in: an item in its file and assignments. Goes out: changes. Which fields there are, and which of them
hold lists, is asked of their table. Nothing here judges a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Things
from datetime import date
from typing import NamedTuple

from ssetrack import outline
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.date_setting import date_changes
from ssetrack.edit.fields import field_removal, field_setting
from ssetrack.edit.item_dates import date_field
from ssetrack.edit.item_lookup import ItemKind, ItemNode, refuse_misleading_id
from ssetrack.edit.owner_names import owner_slugs
from ssetrack.edit.values import Value
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.field_groups import DATES, PEOPLE
from ssetrack.plan.field_names import meant_field
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.kinds import Field, Kind
from ssetrack.plan.model import Activity, Entry, Milestone
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar

_FIELDS: dict[ItemKind, dict[str, Field]] = {"activity": FIELDS[Activity], "milestone": FIELDS[Milestone]}
_REQUIRED = ("id", "title")
_DAYS = frozenset(("date", "deadline", "when", "start", "done", "until"))
"""Fields whose value is a date: on the command line it may count from today."""


def assignment_changes(
    target: ItemNode, assignments: Iterable[str], today: date | None = None
) -> list[Change]:
    """The changes that the assignments ask for; an empty value takes the field away.

    `title.fr=…` gives a text in a language, `when.where=…` a part of a date; `time=…` is a part of the date
    that there is. A new date keeps the place, the hours, the zone and the rule of the one before. Raises
    `SsetrackError` for a field that does not exist there, with the nearest name.
    """
    texts = list(assignments)
    given = _values_by_field(texts, target.kind, _dated_field(texts, target.node), today)
    changes: list[Change | None] = []
    for field, one in given.items():
        if field in DATES:
            changes += date_changes(target, field, one.values, one.parts)
            continue
        if one.parts:
            whole = None if one.values is None else value_for(field, one.values, target.kind)
            changes += parts_setting(target.source, target.route, target.node, field, one.parts, whole)
        elif one.values == [""]:
            if field in _REQUIRED:
                raise SsetrackError(
                    message("`{field}` is required", field=field),
                    message("write a new value: `{field}=…`", field=field),
                )
            changes.append(field_removal(target.source, target.route, field))
        elif one.values is not None:
            value = value_for(field, one.values, target.kind)
            if field == "id" and target.kind == "activity":
                refuse_misleading_id(str(value))
            if field in PEOPLE and isinstance(value, list):
                value = owner_slugs(target.source, map(str, value))
            changes.append(field_setting(target.source, target.route, field, value))
    return [change for change in changes if change is not None]


def new_fields(
    source: Source,
    own_id: str,
    title: str,
    assignments: Iterable[str],
    kind: ItemKind,
    today: date | None = None,
) -> dict[str, Value]:
    """The fields of a new activity or milestone, the id and the title first.

    `time=…`, `repeat=…` and other parts of a date belong to the one that is given with them.
    """
    if kind == "activity":
        refuse_misleading_id(own_id)
    fields: dict[str, Value] = {"id": own_id, "title": title}
    texts = list(assignments)
    for name, one in _values_by_field(texts, kind, _dated_field(texts, Mapping()), today).items():
        parts = {part: values[0] for part, values in one.parts.items() if values != [""]}
        if name in DATES and parts:
            if one.values is None or len(one.values) > 1:
                raise SsetrackError(
                    message("`{part}` belongs to one date", part=next(iter(parts))),
                    message("give it with the date, for example `when=2027-06-11`"),
                )
            fields[name] = {"date": one.values[0], **parts}
        elif parts and _FIELDS[kind][name].kind == "prose":
            own = plan_language(source)
            text = fields.get(name) if one.values is None else value_for(name, one.values, kind)
            fields[name] = with_parts({own: text} if text else {}, one.parts, own)
        elif parts:
            raise SsetrackError(
                message("a part of `{name}` cannot be given when an item is added", name=name),
                message("add the item first; then use `ssetrack set`"),
            )
        elif one.values is not None and one.values != [""]:
            value = value_for(name, one.values, kind)
            if name in PEOPLE and isinstance(value, list):
                value = owner_slugs(source, map(str, value))
            fields[name] = value
    return fields


def refuse_field_as_title(own_id: str, title: str) -> None:
    """Raise `SsetrackError` for a title that is `FIELD=VALUE`: it has been forgotten."""
    name, sign, _ = title.partition("=")
    fields = (*FIELDS[Activity], *FIELDS[Entry])
    if sign and meant_field(name.partition(".")[0], fields) is not None:
        raise SsetrackError(
            message("`{text}` is a field, and the title is missing", text=title),
            message('write the title first: ssetrack add {id} "Title" {text}', id=own_id, text=title),
        )


def _dated_field(assignments: Iterable[str], node: Mapping) -> str:
    """The field to which `time=…` belongs: the date that is given with it, else the one that is there."""
    names = {one.partition("=")[0].partition(".")[0].strip() for one in assignments}
    given = next((field for field in DATES if field in names), None)
    return given or (date_field(node) if any(field in node for field in DATES) else "when")


class _Given(NamedTuple):
    """What was given for a field: the texts for the whole, None where there are none, and for parts of it."""

    values: list[str] | None
    parts: dict[str, list[str]]


def _values_by_field(
    assignments: Iterable[str], kind: ItemKind, field_of_date: str, today: date | None
) -> dict[str, _Given]:
    """The assignments by field. Raises `SsetrackError` for a field that does not exist there."""
    found: dict[str, _Given] = {}
    for name, values in values_by_field(assignments).items():
        field, dot, part = name.partition(".")
        if not dot and field not in _FIELDS[kind] and field in FIELDS[Entry] and field != "date":
            field, dot, part = field_of_date, ".", field
        check_field(field, kind)
        if dot and field in DATES and part not in FIELDS[Entry]:
            raise _no_such_part(field, part)
        old = found.get(field, _Given(None, {}))
        read = [_day(text, today) for text in values] if (part if dot else field) in _DAYS else values
        found[field] = old._replace(parts=old.parts | {part: read}) if dot else old._replace(values=read)
    return found


def _day(text: str, today: date | None) -> str:
    """A date as the plan is to hold it: what counts from today as the day that it is."""
    day = None if today is None else relative_day(text, today)
    return text if day is None else day.isoformat()


def _no_such_part(field: str, part: str) -> SsetrackError:
    meant = meant_field(part, FIELDS[Entry])
    return SsetrackError(
        message("`{field}` has no part `{name}`", field=field, name=part),
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("the fields are {names}", names=few(FIELDS[Entry])),
    )


def list_assignment(target: ItemNode, field: str, names: Iterable[str]) -> list[Change]:
    """The changes that give a field a whole list of owners, each once."""
    change = field_setting(target.source, target.route, field, owner_slugs(target.source, names))
    return [] if change is None else [change]


def values_by_field(assignments: Iterable[str]) -> dict[str, list[str]]:
    """`FIELD=VALUE` texts by field; a field that is given twice has two values."""
    found: dict[str, list[str]] = {}
    for one in assignments:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise SsetrackError(
                message("`{text}` does not have the form FIELD=VALUE", text=one),
                message("write for example `status=in-progress`"),
            )
        found.setdefault(name.strip(), []).append(value.strip())
    return found


def check_field(field: str, kind: ItemKind) -> None:
    """Raise `SsetrackError` where such an item has no field of that name that a text can hold."""
    fields = _FIELDS[kind]
    if field == "milestones" and field in fields:
        raise SsetrackError(
            message("milestones are added one by one"), message("use `ssetrack add ACTIVITY/ID TITLE`")
        )
    if field in fields or field.startswith("x-"):
        return
    meant = meant_field(field, fields)
    if kind == "activity":
        sentence = message("an activity has no field `{name}`", name=field)
    else:
        sentence = message("a milestone has no field `{name}`", name=field)
    raise SsetrackError(
        sentence,
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("the fields are {names}", names=few(fields)),
    )


def value_for(field: str, values: list[str], kind: ItemKind) -> Value:
    """What a field holds when these texts are given for it: slugs are parted at commas, prose is not."""
    known = _FIELDS[kind].get(field)
    held = "text" if known is None else known.kind  # a field of one's own, `x-…`
    if field == "log":
        return values  # remarks, which may have commas
    return field_value(field, held, values)


def field_value(field: str, held: Kind, values: list[str]) -> Value:
    """What a field of a kind holds when these texts are given for it."""
    if held == "texts":
        names = [part.strip() for value in values for part in value.split(",")]
        return list(dict.fromkeys(name for name in names if name))
    if held in ("proses", "list") or (held == "dates" and len(values) > 1):
        return values
    if len(values) > 1:
        raise _one_value(field)
    return values[0]


def _one_value(field: str) -> SsetrackError:
    return SsetrackError(
        message("`{field}` takes one value", field=field), message("write `{field}=…` once", field=field)
    )


def parts_setting(
    source: Source,
    route: Route,
    node: Mapping,
    field: str,
    parts: Things[str, list[str]],
    whole: Value | None = None,
) -> list[Change]:
    """Languages of a text, or parts of a date, in one stroke; a plain text or date becomes a mapping.

    `whole` is what the field itself is given besides: the text in the plan's own language. An empty value
    takes a part away.
    """
    for part, values in parts.items():
        if len(values) > 1:
            raise _one_value(f"{field}.{part}")
    old = node.get(field)
    if isinstance(old, Mapping) and whole is None:
        changes = [
            field_removal(source, (*route, field), part)
            if values == [""]
            else field_setting(source, (*route, field), part, values[0])
            for part, values in parts.items()
        ]
        return [change for change in changes if change is not None]
    if isinstance(whole, list) or (whole is None and not isinstance(old, Scalar | None)):
        raise SsetrackError(
            message("`{field}` has several values", field=field),
            message("nothing was changed; change `{part}` in your editor", part=next(iter(parts))),
        )
    own = "date" if field in DATES else plan_language(source)
    before = {own: str(old)} if isinstance(old, Scalar) else {}
    change = field_setting(
        source, route, field, with_parts(before if whole is None else {own: whole}, parts, own)
    )
    return [] if change is None else [change]


def with_parts(whole: Things[str, Value], parts: Things[str, list[str]], own: str) -> Value:
    """A mapping with parts replaced, added, and taken away where the new value is empty.

    Where only the part `own` is left, it is a text alone.
    """
    given = {**whole, **{part: values[-1] for part, values in parts.items()}}
    kept = {part: value for part, value in given.items() if value}
    return kept[own] if kept.keys() == {own} else kept


def plan_language(source: Source) -> str:
    """The language in which a plan's plain texts are."""
    return outline.text(source.root, "language") or "en"
