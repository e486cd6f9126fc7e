"""What a name means in plans that are to be edited: an item; or a plan itself, an owner, a goal, a section.

Comes in: sources and a name as people write it (`1.2`, `owner:ana`, `goal:A`, `section:web`, `plan`, a bare
`ana`). Goes out: the item, or the part with its route. What means several things is refused, with the
spellings that mean one. `owner:`, `goal:`, `section:` and `plan` win over plans of that id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.item_lookup import ItemNode, item_named, items_called
from ssetrack.language.collation import fold, nfc
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few
from ssetrack.plan.part_names import (
    Choice,
    PartKind,
    parts_meant,
    plan_meant,
    several_called,
    several_meant,
    short_spelling,
    spelling,
)
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node


@dataclass(frozen=True, slots=True)
class PartNode:
    """A plan, or one of its owners, goals or sections, in the file where it is written.

    `id` is the key of an owner or a goal, the id of a plan, and of a section its id, else its title.
    """

    source: Source
    plan: str
    kind: PartKind
    id: str
    route: Route
    node: Node
    names: tuple[str, ...] = ()
    """By what else it goes: names and aliases of an owner, titles of a section, in all languages."""

    def __str__(self) -> str:
        return short_spelling(self)

    @property
    def spelling(self) -> str:
        """How it is written where several plans have such a one."""
        return spelling(self)


Target: TypeAlias = "ItemNode | tuple[PartNode, ...]"
"""An item; or a part, which is several of them where one person is an owner in several plans."""


def target_named(sources: Sequence[Source], asked: str) -> Target:
    """The one thing that a name means. Raises `SsetrackError` for none, or several."""
    parts = parts_named(sources, asked)
    if ":" in asked:
        return parts or item_named(sources, asked)
    items = [one for source in sources for one in items_called(source, Reference.from_text(asked))]
    bare = list(parts) or [one for one in all_parts(sources) if one.kind != "plan" and is_called(one, asked)]
    kinds = list(dict.fromkeys(one.spelling if one.kind == "plan" else str(one) for one in bare))
    if len(kinds) > 1 or (kinds and items):
        spellings = [str(Reference.from_text(one.id)._replace(plan=one.plan)) for one in items]
        raise several_called(asked, [*spellings, *kinds], _choice)
    return _one(bare, asked) if bare else item_named(sources, asked)


def is_called(part: PartNode, name: str) -> bool:
    """Whether a bare name is the short name of a part; a title is none."""
    own = outline.text(part.node, "id") if part.kind == "section" else part.id
    return own is not None and nfc(own) == nfc(name)


def parts_named(sources: Sequence[Source], asked: str) -> tuple[PartNode, ...]:
    """The part that `plan`, `owner:…`, `goal:…` or `section:…` means; empty for what begins otherwise.

    Raises `SsetrackError` where there is none, or several.
    """
    found = parts_meant(asked, all_parts(sources), _plan_choice)
    return _one(found, asked) if found else ()


def _plan_choice(plans: Sequence[str]) -> Message:
    return message(
        "write one of {names}, or name the file with `--in`", names=few(f"plan:{one}" for one in plans)
    )


def plan_named(sources: Sequence[Source], name: str | None, choice: Choice) -> Source:
    """The plan of that id, or the only one that there is where none is named.

    A file that could not be read, or is empty or a list, is none. `choice` says how one of several is named,
    by their ids. Raises `SsetrackError` where there are several, or none.
    """
    return plan_meant(name, [one for one in all_parts(sources) if one.kind == "plan"], choice).source


def _one(found: Sequence[PartNode], asked: str) -> tuple[PartNode, ...]:
    """The parts, if they are one: a single one, or one person in several plans."""
    if len(found) == 1 or (found[0].kind == "owner" and _is_one_person(found)):
        return tuple(found)
    raise several_meant(asked, found, _choice)


def _choice(names: Sequence[str]) -> Message:
    return message("write one of {names}", names=few(names))


def _is_one_person(found: Sequence[PartNode]) -> bool:
    """Whether owners of several plans agree with the first in key, and in name or e-mail."""
    first, *others = found
    if len({one.source.path for one in found}) < len(found):
        return False
    name, email = fold(first.names[0]), outline.text(first.node, "email")
    return all(
        nfc(one.id) == nfc(first.id)
        and (fold(one.names[0]) == name or (email and outline.text(one.node, "email") == email))
        for one in others
    )


def declares_owners(source: Source) -> bool:
    """Whether short names are a plan's own; without an `owners:` block they are those of other plans."""
    return isinstance(source.root, Mapping) and source.root.get("owners") is not None


def all_parts(sources: Sequence[Source]) -> Iterator[PartNode]:
    """Every plan with its owners, goals and sections, in the order of the files."""
    for source in sources:
        plan, root = outline.plan_id(source), source.root
        if not isinstance(root, Mapping):
            continue
        yield PartNode(source, plan, "plan", plan, (), root)
        for key, node in outline.declarations(root, "owners"):
            names = [node] if isinstance(node, str) else outline.proses(node, "name") or [""]
            aliases = outline.texts(node, "aliases")
            yield PartNode(source, plan, "owner", str(key), ("owners", str(key)), node, (*names, *aliases))
        for key, node in outline.declarations(root, "goals"):
            yield PartNode(source, plan, "goal", str(key), ("goals", str(key)), node)
        for route, section in outline.sections(root):
            titles = outline.proses(section, "title") or [""]
            own = outline.text(section, "id") or titles[0]
            yield PartNode(source, plan, "section", own, route, section, tuple(titles))
