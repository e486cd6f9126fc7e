"""`FIELD=VALUE` as people type it, made into what a field of an activity or milestone holds.

Comes in: an item in its file and assignments. Goes out: changes. Which fields there are, and which of them
hold lists, is asked of their table. Nothing here judges a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Things
from datetime import date
from typing import NamedTuple, TypeAlias

from ssetrack import outline
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.date_setting import date_changes
from ssetrack.edit.fields import field_removal, field_setting, one_value
from ssetrack.edit.item_dates import date_field
from ssetrack.edit.item_lookup import ItemKind, ItemNode, refuse_misleading_id
from ssetrack.edit.owner_names import owner_slugs
from ssetrack.edit.values import Value
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.field_groups import DATES, PEOPLE
from ssetrack.plan.field_names import field_help, is_own, kind_of, meant_field
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.kinds import Field, Kind
from ssetrack.plan.model import Activity, Entry, Milestone
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar

_FIELDS: dict[ItemKind, dict[str, Field]] = {"activity": FIELDS[Activity], "milestone": FIELDS[Milestone]}
_DAYS = frozenset(("date", "deadline", "when", "start", "done", "until"))
"""Fields whose value is a date: on the command line it may count from today."""

Assignments: TypeAlias = Things[str, list[str]]
"""What was assigned, by the name of the field or of its part (`title.fr`): the texts, in their order."""


def assignment_changes(target: ItemNode, assignments: Assignments, today: date | None = None) -> list[Change]:
    """The changes that the assignments ask for; an empty value takes the field away.

    `title.fr=…` gives a text in a language, `when.where=…` a part of a date; `time=…` is a part of the date
    that there is. A new date keeps the place, the hours, the zone and the rule of the one before. Raises
    `SsetrackError` for a field that does not exist there, with the nearest name.
    """
    given = _given_by_field(assignments, target.kind, _dated_field(assignments, target.node), today)
    known = _FIELDS[target.kind]
    changes: list[Change | None] = []
    for field, one in given.items():
        if field in DATES:
            changes += date_changes(target, field, one.values, one.parts)
            continue
        value = None if one.values is None else value_for(field, one.values, target.kind)
        if one.parts:
            whole = None if one.values is None else value or ""
            changes += parts_setting(target.source, target.route, target.node, field, one.parts, whole, known)
        elif value is None:
            changes.append(removal_of_field(target.source, target.route, field, known))
        else:
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
    assignments: Assignments,
    kind: ItemKind,
    today: date | None = None,
) -> dict[str, Value]:
    """The fields of a new activity or milestone, the id and the title first.

    `time=…`, `repeat=…` and other parts of a date belong to the one that is given with them.
    """
    if kind == "activity":
        refuse_misleading_id(own_id)
    fields: dict[str, Value] = {"id": own_id, "title": title}
    for name, one in _given_by_field(assignments, kind, _dated_field(assignments, Mapping()), today).items():
        parts = only_filled(one.parts)
        if name in DATES and parts:
            if one.values is None or len(one.values) > 1:
                raise SsetrackError(
                    message("`{part}` belongs to one date", part=next(iter(parts))),
                    message("give it with the date, for example `when=2027-06-11`"),
                )
            fields[name] = {"date": one.values[0], **{part: texts[0] for part, texts in parts.items()}}
        elif parts and kind_of(name, _FIELDS[kind]) == "prose":
            own = plan_language(source)
            text = fields.get(name) if one.values is None else value_for(name, one.values, kind)
            fields[name] = with_parts({own: text} if text else {}, parts, own)
        elif parts:
            raise SsetrackError(
                message("a part of `{name}` cannot be given when an item is added", name=name),
                message("add the item first; then use `ssetrack set`"),
            )
        elif one.values is not None and (value := value_for(name, one.values, kind)) is not None:
            if name in PEOPLE and isinstance(value, list):
                value = owner_slugs(source, map(str, value))
            fields[name] = value
    return fields


def refuse_field_as_title(own_id: str, title: str) -> None:
    """Raise `SsetrackError` for a title that is `FIELD=VALUE`: it has been forgotten."""
    name, sign, _ = title.partition("=")
    fields = (*FIELDS[Activity], *FIELDS[Entry])
    if sign and meant_field(name.strip().partition(".")[0], fields) is not None:
        raise SsetrackError(
            message("`{text}` is a field, and the title is missing", text=title),
            message('write the title first: ssetrack add {id} "Title" {text}', id=own_id, text=title),
        )


def _dated_field(assignments: Assignments, node: Mapping) -> str:
    """The field to which `time=…` belongs: the date that is given with it, else the one that is there."""
    names = fields_of(assignments)
    given = next((field for field in DATES if field in names), None)
    return given or (date_field(node) if any(field in node for field in DATES) else "when")


class _Given(NamedTuple):
    """What was given for a field: the texts for the whole, None where there are none, and for parts of it."""

    values: list[str] | None
    parts: dict[str, list[str]]


def _given_by_field(
    assignments: Assignments, kind: ItemKind, field_of_date: str, today: date | None
) -> dict[str, _Given]:
    """The assignments by field. Raises `SsetrackError` for a field that does not exist there."""
    found: dict[str, _Given] = {}
    for name, values in assignments.items():
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
    return SsetrackError(
        message("`{field}` has no part `{name}`", field=field, name=part),
        field_help(part, FIELDS[Entry], few(FIELDS[Entry])),
    )


def list_assignment(target: ItemNode, field: str, names: Iterable[str]) -> list[Change]:
    """The changes that give a field a whole list of owners, each once."""
    change = field_setting(target.source, target.route, field, owner_slugs(target.source, names))
    return [] if change is None else [change]


def values_by_field(assignments: Iterable[str]) -> dict[str, list[str]]:
    """`FIELD=VALUE` texts by field; a field that is given twice has two values.

    The one place where such a text is taken apart. Raises `SsetrackError` for a text of another form.
    """
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


def fields_of(assignments: Assignments) -> set[str]:
    """The fields to which something is assigned, in whole or in part."""
    return {name.partition(".")[0] for name in assignments}


def check_field(field: str, kind: ItemKind) -> None:
    """Raise `SsetrackError` where such an item has no field of that name that a text can hold."""
    fields = _FIELDS[kind]
    if field == "milestones" and field in fields:
        raise SsetrackError(
            message("milestones are added one by one"), message("use `ssetrack add ACTIVITY/ID TITLE`")
        )
    if field in fields or is_own(field):
        return
    if kind == "activity":
        sentence = message("an activity has no field `{name}`", name=field)
    else:
        sentence = message("a milestone has no field `{name}`", name=field)
    raise SsetrackError(sentence, field_help(field, fields, few(fields)))


def value_for(field: str, values: list[str], kind: ItemKind) -> Value:
    """What a field holds when these texts are given for it: slugs are parted at commas, prose is not.

    None where they say nothing, as for `field_value`.
    """
    held = kind_of(field, _FIELDS[kind])
    return field_value(field, "proses" if field == "log" else held, values)  # remarks may have commas


def field_value(field: str, held: Kind, values: list[str]) -> Value:
    """What a field of a kind holds when these texts are given for it; None where that is nothing.

    Nothing is an empty text, and a list of empty ones: the field is to be taken away.
    """
    if values == [""]:
        return None
    if held == "texts":
        names = [part.strip() for value in values for part in value.split(",")]
        return list(dict.fromkeys(name for name in names if name)) or None
    if held in ("proses", "list") or (held == "dates" and len(values) > 1):
        return values
    if len(values) > 1:
        raise one_value(field)
    return values[0]


def removal_of_field(source: Source, route: Route, field: str, fields: Things[str, Field]) -> Change | None:
    """The change that takes a field away; None where there is none. Raises for one that is required."""
    refuse_required(field, fields)
    return field_removal(source, route, field)


def refuse_required(field: str, fields: Things[str, Field]) -> None:
    """Raise `SsetrackError` for a field that may not be taken away."""
    known = fields.get(field)
    if known is not None and known.required:
        raise SsetrackError(
            message("`{field}` is required", field=field),
            message("write a new value: `{field}=…`", field=field),
        )


def parts_setting(
    source: Source,
    route: Route,
    node: Mapping,
    field: str,
    parts: Things[str, list[str]],
    whole: Value | None,
    fields: Things[str, Field],
) -> list[Change]:
    """Languages of a text in one stroke; a plain text becomes a mapping.

    `whole` is what the field itself is given besides: the text in the plan's own language. An empty value
    takes a part away, and the field where no part is left. `fields` are those that there may be.
    """
    for part, values in parts.items():
        if len(values) > 1:
            raise one_value(f"{field}.{part}")
    old = node.get(field)
    stays = only_filled(parts) or (isinstance(old, Mapping) and not parts.keys() >= old.keys())
    if isinstance(old, Mapping) and whole is None and stays:
        changes = [
            field_removal(source, (*route, field), part)
            if values == [""]
            else field_setting(source, (*route, field), part, values[0])
            for part, values in parts.items()
        ]
        return [change for change in changes if change is not None]
    if isinstance(whole, list) or (whole is None and not isinstance(old, Scalar | Mapping | None)):
        raise SsetrackError(
            message("`{field}` has several values", field=field),
            message("nothing was changed; change `{part}` in your editor", part=next(iter(parts))),
        )
    own = plan_language(source)
    before = {own: str(old)} if isinstance(old, Scalar) else {}
    value = with_parts(before if whole is None else {own: whole}, parts, own)
    if value is not None:
        change = field_setting(source, route, field, value)
    else:
        change = None if old is None else removal_of_field(source, route, field, fields)
    return [] if change is None else [change]


def with_parts(whole: Things[str, Value], parts: Things[str, list[str]], own: str) -> Value:
    """A mapping with parts replaced, added, and taken away where the new value is empty.

    Where only the part `own` is left, it is a text alone; None where nothing is left.
    """
    given = {**whole, **{part: values[-1] for part, values in parts.items()}}
    kept = {part: value for part, value in given.items() if value}
    return kept[own] if kept.keys() == {own} else kept or None


def only_filled(parts: Things[str, list[str]]) -> dict[str, list[str]]:
    """The parts that are given something, not taken away."""
    return {part: texts for part, texts in parts.items() if texts != [""]}


def plan_language(source: Source) -> str:
    """The language in which a plan's plain texts are."""
    return outline.text(source.root, "language") or "en"
