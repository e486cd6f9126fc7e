"""`FIELD=VALUE` as people type it, made into what a field of an activity or milestone holds.

Comes in: an item in its file and assignments. Goes out: changes. Which fields there are, and which of them
hold lists, is asked of their table. Nothing here judges a value.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_removal, field_setting
from ssetrack.edit.item_lookup import ItemKind, ItemNode
from ssetrack.edit.values import Value
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.field_names import meant_field
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.kinds import Field, Kind
from ssetrack.plan.model import Activity, Milestone
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar

_FIELDS: dict[ItemKind, dict[str, Field]] = {"activity": FIELDS[Activity], "milestone": FIELDS[Milestone]}
_REQUIRED = ("id", "title")
_DATES = ("deadline", "when")


def assignment_changes(target: ItemNode, assignments: Iterable[str]) -> list[Change]:
    """The changes that the assignments ask for; an empty value takes the field away.

    `title.fr=…` gives a text in a language, `when.where=…` a part of a date. Raises `SsetrackError` for a
    field that does not exist there, with the nearest name.
    """
    changes: list[Change | None] = []
    for name, values in values_by_field(assignments).items():
        field, dot, part = name.partition(".")
        check_field(field, target.kind)
        if dot:
            changes.append(part_setting(target.source, target.route, target.node, field, part, values))
        elif values == [""]:
            if field in _REQUIRED:
                raise SsetrackError(
                    message("`{field}` cannot be left out", field=field),
                    message("write another one: `{field}=…`", field=field),
                )
            changes.append(field_removal(target.source, target.route, field))
        else:
            value = value_for(field, values, target.kind)
            changes.append(field_setting(target.source, target.route, field, value))
    return [change for change in changes if change is not None]


def new_fields(own_id: str, title: str, assignments: Iterable[str], kind: ItemKind) -> dict[str, Value]:
    """The fields of a new activity or milestone, the id and the title first."""
    fields: dict[str, Value] = {"id": own_id, "title": title}
    for name, values in values_by_field(assignments).items():
        check_field(name, kind)
        if values != [""]:
            fields[name] = value_for(name, values, kind)
    return fields


def list_assignment(target: ItemNode, field: str, names: Iterable[str]) -> list[Change]:
    """The changes that give a field a whole list of names, each once."""
    change = field_setting(target.source, target.route, field, list(dict.fromkeys(names)))
    return [] if change is None else [change]


def values_by_field(assignments: Iterable[str]) -> dict[str, list[str]]:
    """`FIELD=VALUE` texts by field; a field that is given twice has two values."""
    found: dict[str, list[str]] = {}
    for one in assignments:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise SsetrackError(
                message("`{text}` is no FIELD=VALUE", text=one),
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


def part_setting(
    source: Source, route: Route, node: Mapping, field: str, part: str, values: list[str]
) -> Change | None:
    """The change of a language of a text, or of a part of a date; None where it is so already.

    A plain text or date becomes a mapping to hold it.
    """
    if len(values) > 1:
        raise _one_value(f"{field}.{part}")
    old = node.get(field)
    if isinstance(old, Mapping):
        if values == [""]:
            return field_removal(source, (*route, field), part)
        return field_setting(source, (*route, field), part, values[0])
    if isinstance(old, Scalar) or old is None:
        whole: dict[str, Value] = {}
        if isinstance(old, Scalar):
            whole["date" if field in _DATES else _language(source)] = str(old)
        return field_setting(source, route, field, {**whole, part: values[0]})
    raise SsetrackError(
        message("`{field}` holds several", field=field), message("change `{part}` by hand", part=part)
    )


def _language(source: Source) -> str:
    return outline.text(source.root, "language") or "en"
