"""What the definition refuses, said in the reader's words.

Comes in: the details of a pydantic error and the tree it was raised on. Goes out: one problem for each
mistake, named by its lint rule, at its place. No text of pydantic's is ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ssetrack.diagnostic import At, Problem, Range, Replacement, Route, Safety, SuggestedFix
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import Guesses
from ssetrack.load.choices import choice_problem
from ssetrack.plan.field_names import STATES, meant_field, read_as
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Plan
from ssetrack.source import Source
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, child
from ssetrack.source.tree import Sequence as List

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST = 40
"""How much of a text is quoted in a sentence."""


def problems_of(details: Sequence[ErrorDetails], source: Source, guesses: Guesses) -> Iterator[Problem]:
    """One problem for each mistake, with its place in the text; in no particular order."""
    routes = [route_of(detail["loc"], source.root) for detail in details]
    misspelt: dict[Route, set[str]] = {}
    for detail, route in zip(details, routes, strict=True):
        if detail["type"] == "extra_forbidden":
            meant = read_field(route, guesses)
            misspelt.setdefault(route[:-1], set()).add(meant or "")
    for detail, route in zip(details, routes, strict=True):
        if detail["type"] == "missing":
            if detail["loc"][-1] not in misspelt.get(route, set()):
                yield _missing(str(detail["loc"][-1]), route, source)
        else:
            yield _with_offsets(_problem(detail, route, source, guesses), source)


def route_of(location: tuple[int | str, ...], root: Node) -> Route:
    """The steps of a pydantic location that exist in the tree.

    What is left out: names of union branches, and fields that a model adds to a short form
    (`owners.marcos.name` where the file has `marcos: Marcos`).
    """
    node: Node = root
    route: list[str | int] = []
    for step in location:
        below = child(node, step)
        if below is not node:
            node = below
            route.append(step)
    return tuple(route)


def fields_at(route: Route) -> list[str]:
    """The names that a plan may write in the mapping at a route, in the order of the definition."""
    model: Any = Plan
    for step in route:
        if isinstance(step, str) and step in FIELDS[model]:
            model = FIELDS[model][step].of or model
    return list(FIELDS[model])


def read_field(route: Route, guesses: Guesses) -> str | None:
    """The field as which the unknown one at the end of a route is read, if there is one."""
    name, fields = str(route[-1]), fields_at(route[:-1])
    return guesses.of(("read", *fields), name, lambda: read_as(name, fields))


def _with_offsets(problem: Problem, source: Source) -> Problem:
    """The problem with offsets for its place, so that a later repair of the tree cannot move it."""
    start, end = source.locate(problem.place)
    return Problem(
        problem.rule, Range(start, end), problem.message, problem.help, problem.related, problem.fix
    )


def _missing(field: str, route: Route, source: Source) -> Problem:
    if route[-1:] == (field,) and source.node(route[:-1]) is not source.node(route):
        problem = Problem(
            "missing-field",
            At(route),
            message("`{field}` is empty", field=field),
            help=message("write something after `{field}:`", field=field),
        )
        return _with_offsets(problem, source)
    problem = Problem(
        "missing-field",
        At(route, "item"),
        message("`{field}` is missing", field=field),
        help=message("add a line `{field}: …` here", field=field),
    )
    return _with_offsets(problem, source)


def _problem(detail: ErrorDetails, route: Route, source: Source, guesses: Guesses) -> Problem:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_field(route, source, guesses)
    if kind == "literal_error":
        return choice_problem(route, source.node(route))
    if kind == "unreadable-date":
        return Problem(
            "unreadable-date",
            At(route),
            message("without quotes, YAML does not read `{{a,b}}` as a date"),
            help=message('put quotes around it, for example `"{{2027-12,2028-10}}"`'),
        )
    return _wrong_type(detail, route, source)


def _unknown_field(route: Route, source: Source, guesses: Guesses) -> Problem:
    name, fields = str(route[-1]), fields_at(route[:-1])
    meant = guesses.of(("meant", *fields), name, lambda: meant_field(name, fields))
    place = At(route, "key")
    if meant is None:
        names = _list_of(tuple(fields))
        hint = message("the possible fields here are {names}; your own fields begin with `x-`", names=names)
        return Problem("unknown-field", place, message("unknown field `{name}`", name=name), help=hint)
    holder = source.node(route[:-1])
    is_there = isinstance(holder, Mapping) and meant in holder
    fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, meant),))
    return Problem(
        "unknown-field",
        place,
        message("unknown field `{name}`", name=name),
        help=message("change it to `{meant}`", meant=meant),
        fix=None if is_there or meant in STATES else fix,
    )


@cache
def _list_of(fields: tuple[str, ...]) -> str:
    """All fields that are possible somewhere, told once however many others are written there."""
    return ", ".join(f"`{field}`" for field in fields)


_WANTED = {
    "string_type": message("a text"),
    "tuple_type": message("a list"),
    "dict_type": message("a group of fields"),
    "mapping": message("a group of fields"),
    "percentage": message("a percentage from 0 to 100"),
    "switch": message("`true` or `false`"),
}
_INSTEAD = {
    "string_type": message("write one text, in quotes if it contains `: ` or brackets"),
    "tuple_type": message("write a list, for example `[a, b]`, or one line `- …` for each"),
    "dict_type": message("write lines `name: value` under it"),
    "mapping": message("write lines `field: value` under it"),
    "percentage": message("write a percentage, for example `40%`"),
    "switch": message("write `true` or `false`"),
}

_ELEMENTS = {
    "sections": "{title: Communication}",
    "activities": "{id: 1.1, title: Meeting}",
    "milestones": "{id: draft, title: Draft}",
}
"""An element of each list that holds no texts: one text is no element of it, and brackets do not help."""


def _wrong_type(detail: ErrorDetails, route: Route, source: Source) -> Problem:
    wanted = str(detail.get("ctx", {}).get("wanted", detail["type"]))
    found = source.node(route)
    single = wanted == "tuple_type" and isinstance(found, Scalar)
    sentence = message("here, {wanted} is needed, but {found} is written")
    values: dict[str, object] = {
        "wanted": _WANTED.get(wanted, _WANTED["string_type"]),
        "found": _name_of_node(found),
    }
    field = next((step for step in reversed(route) if isinstance(step, str)), None)
    if field is not None and route and route[-1] == field:
        sentence = message("`{field}` needs {wanted}, but {found} is written here")
        values["field"] = field
    hint = _INSTEAD.get(wanted, _INSTEAD["string_type"])
    fix = None
    element = _ELEMENTS.get(field or "") if wanted == "tuple_type" else None
    if element is not None:
        hint = message("write one line for each, for example `- {element}`", element=element)
    elif single and isinstance(found, Scalar):
        start, end = found.start, found.end
        raw = source.text[start:end]
        if field == "log" and not found.style:
            raw = quote(found, flow=True)  # its commas part nothing
        hint = message("write `[{text}]`", text=raw)
        if _short(raw) != raw:
            hint = message("put `[` before it and `]` after it")
        fix = SuggestedFix(Safety.SAFE, (Replacement(Range(start, end), f"[{raw}]", raw=True),))
    return Problem("wrong-type", At(route), sentence._replace(values=values), help=hint, fix=fix)


def _name_of_node(node: Node) -> Message:
    if node is None:
        return message("nothing")
    if isinstance(node, Mapping):
        return message("a group of fields")
    if isinstance(node, List):
        return message("a list")
    return message("the text `{text}`", text=_short(node))


def _short(text: str) -> str:
    """The text as it is written, on one line; of a long one the beginning."""
    line = " ".join(text.splitlines())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
