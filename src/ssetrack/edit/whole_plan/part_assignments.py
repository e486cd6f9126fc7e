"""`FIELD=VALUE` for a plan itself, an owner, a goal or a section; and new owners, goals and sections.

Comes in: a part in its file, or a source, and assignments. Goes out: changes. A new field comes after those
that say something of the part, not behind all that it holds.
"""

from __future__ import annotations

from collections.abc import Mapping as Things

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.adding import addition
from ssetrack.edit.assignments import (
    Assignments,
    field_value,
    only_filled,
    parts_setting,
    plan_language,
    refuse_required,
    removal_of_field,
    with_parts,
)
from ssetrack.edit.change import Change, Meant, is_possible
from ssetrack.edit.editability import editable, entry_end, own_keys
from ssetrack.edit.fields import field_setting
from ssetrack.edit.splice import Splice, begins_line, column, line_break, line_end, next_line
from ssetrack.edit.values import Value, Word, entry, entry_lines
from ssetrack.edit.whole_plan.part_lookup import PartNode
from ssetrack.edit.whole_plan.renaming import check_id
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few
from ssetrack.plan.field_names import field_help, is_own, kind_of
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.kinds import Field, switch
from ssetrack.plan.model import Goal, Owner, Plan, Section
from ssetrack.plan.part_names import PartKind
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar

_FIELDS: dict[PartKind, dict[str, Field]] = {
    "plan": FIELDS[Plan],
    "owner": FIELDS[Owner],
    "goal": FIELDS[Goal],
    "section": FIELDS[Section],
}
_HELD = ("goals", "owners", "sections", "activities")
"""The fields of a plan or a section that hold others: they come last, and are not set."""

_ALONE = {"owner": "name", "goal": "title"}
"""The field for which a text alone counts."""


def part_changes(part: PartNode, wanted: Assignments) -> list[Change]:
    """The changes that the assignments ask for; an empty value takes the field away.

    Raises `SsetrackError` for a field that does not exist there, with the nearest name.
    """
    for name in wanted:
        _check_field(name.partition(".")[0], part.kind)
    if not isinstance(part.node, Mapping):
        return _written_out(part, wanted)
    known = _FIELDS[part.kind]
    changes: list[Change | None] = []
    translated = _parts_by_field(wanted)
    for field, parts in translated.items():
        texts = wanted.get(field)
        whole = None if texts is None else _value(field, texts, part.kind) or ""
        changes += parts_setting(part.source, part.route, part.node, field, parts, whole, known)
    for field, values in wanted.items():
        if "." in field or field in translated:
            continue
        value = _value(field, values, part.kind)
        if value is None:
            changes.append(removal_of_field(part.source, part.route, field, known))
        else:
            changes.append(_setting(part.source, part.route, field, value))
    return [change for change in changes if change is not None]


def _written_out(part: PartNode, wanted: Assignments) -> list[Change]:
    """The changes of what is a text alone: a mapping, if it needs more than that text."""
    alone = _ALONE[part.kind]
    values: dict[str, Value] = {alone: str(part.node)} if isinstance(part.node, Scalar) else {}
    new = {field: _value(field, texts, part.kind) for field, texts in wanted.items() if "." not in field}
    for field, parts in _parts_by_field(wanted).items():
        new[field] = _in_languages(part.source, new.get(field, values.get(field)), parts)
    for field, new_value in new.items():
        if new_value is None:
            refuse_required(field, _FIELDS[part.kind])
            values.pop(field, None)
        else:
            values[field] = new_value
    if not values:
        return []
    is_alone = values.keys() == {alone} and isinstance(values[alone], str)
    value: Value = values[alone] if is_alone else values
    change = field_setting(part.source, part.route[:1], part.id, value)
    return [] if change is None else [change]


def _parts_by_field(wanted: Assignments) -> dict[str, dict[str, list[str]]]:
    """The values of `name.fr` and the like, by field and part."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, texts in wanted.items():
        field, dot, part = name.partition(".")
        if dot:
            found.setdefault(field, {})[part] = texts
    return found


def _in_languages(source: Source, old: Value | None, parts: Things[str, list[str]]) -> Value:
    """A text in more languages; what had none is in the plan's."""
    own = plan_language(source)
    return with_parts(dict(old) if isinstance(old, Things) else {own: old} if old else {}, parts, own)


def addition_of_part(
    source: Source, kind: PartKind, own_id: str, text: str, wanted: Assignments, holder: Route = ()
) -> Change:
    """The change that adds an owner or a goal to a plan, or a section to a plan or a section (`holder`)."""
    check_id(own_id)
    values: dict[str, Value] = {_ALONE.get(kind, "title"): text}
    for name, texts in wanted.items():
        field, dot, _ = name.partition(".")
        _check_field(field, kind)
        if dot and kind_of(field, _FIELDS[kind]) not in ("prose", "proses"):
            raise SsetrackError(message("`{field}` cannot be translated", field=field))
        if not dot and (value := _value(field, texts, kind)) is not None:
            values[field] = value
    for field, parts in _parts_by_field(wanted).items():
        if filled := only_filled(parts):
            values[field] = _in_languages(source, values.get(field), filled)
    if kind == "section":
        return addition(source, holder, "sections", {"id": own_id, **values})
    field = f"{kind}s"
    known = dict(outline.declarations(source.root, "owners" if kind == "owner" else "goals"))
    if own_id in known:
        raise SsetrackError(
            message("the id `{id}` is already used", id=f"{kind}:{own_id}"),
            message("`ssetrack set {id} …` changes it", id=f"{kind}:{own_id}"),
        )
    whole: Value = text if values == {_ALONE[kind]: text} else values
    if not known:
        change = _setting(source, (), field, {own_id: whole})
        assert change is not None
        return change
    in_lines = any(isinstance(one, Mapping) and not one.flow for one in known.values())
    change = field_setting(source, (field,), own_id, whole, in_lines=in_lines)
    assert change is not None
    return change


def _check_field(field: str, kind: PartKind) -> None:
    """Raise `SsetrackError` where such a part has no field of that name that a text can hold."""
    fields = _FIELDS[kind]
    if kind in ("plan", "section") and field in _HELD:
        raise SsetrackError(
            message("`{field}` are added one by one", field=field),
            message("use `ssetrack add owner:ID NAME`, `goal:ID`, `section:ID`, or `ssetrack add ID TITLE`"),
        )
    if field in fields or is_own(field):
        return
    shown = few(name for name in fields if name not in _HELD)
    raise SsetrackError(_no_field(kind, field), field_help(field, fields, shown))


def _no_field(kind: PartKind, field: str) -> Message:
    match kind:
        case "plan":
            return message("a plan has no field `{name}`", name=field)
        case "owner":
            return message("an owner has no field `{name}`", name=field)
        case "goal":
            return message("a goal has no field `{name}`", name=field)
        case "section":
            return message("a section has no field `{name}`", name=field)


def _value(field: str, values: list[str], kind: PartKind) -> Value:
    """What a field of such a part holds when these texts are given for it, as `field_value` has it."""
    held = kind_of(field, _FIELDS[kind])
    if held != "switch" or values == [""]:
        return field_value(field, held, values)
    said = switch(values[-1])
    if said is None:
        raise SsetrackError(
            message("`{field}` is true or false", field=field), message("write `{field}=true`", field=field)
        )
    return Word("true" if said else "false")


def _setting(source: Source, route: Route, name: str, value: Value) -> Change | None:
    """The change that gives a field a value; a new one comes before what the plan or the section holds."""
    there = editable(source, route)
    mapping = there.node
    if not isinstance(mapping, Mapping) or name in mapping or there.flow:
        return field_setting(source, route, name, value)
    keys = own_keys(mapping)
    later = _HELD[_HELD.index(name) + 1 :] if name in _HELD else _HELD
    first = next((at for at, key in enumerate(keys) if key in later), None)
    if not first or not begins_line(source.text, keys[first].start):
        return field_setting(source, route, name, value)
    indent = " " * column(source.text, keys[first].start)
    end = entry_end(source, mapping, keys[first - 1])
    at, ending = next_line(source.text, end), line_break(source.text, end)
    if at == line_end(source.text, end):
        return field_setting(source, route, name, value)
    lines = [entry(name, value, flow=False)]
    if isinstance(value, Things):
        lines = entry_lines(name, value)
    text = "".join(f"{indent}{line}{ending}" for line in lines)
    change = Change((Meant((*route, name), value),), (Splice(at, at, text),), (keys[first - 1].start, at))
    above = mapping[keys[first - 1]]
    if isinstance(above, Scalar) and above.style not in ("|", ">"):
        return change
    return change if is_possible(source, change) else field_setting(source, route, name, value)
