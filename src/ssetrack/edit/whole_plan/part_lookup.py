"""What a name means in plans that are to be edited: an item; or a plan itself, an owner, a goal, a section.

Comes in: sources and a name as people write it (`1.2`, `owner:ana`, `goal:A`, `section:web`, `plan`, a bare
`ana`). Goes out: the item, or the part with its route. What means several things is refused, with the
spellings that mean one. `owner:`, `goal:`, `section:` and `plan` win over plans of that id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.item_lookup import ItemNode, item_named, items_called
from ssetrack.language.collation import fold, matching, nfc
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest, one_word
from ssetrack.plan.lookup import no_such_plan
from ssetrack.plan.reference import Reference
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node

PartKind: TypeAlias = Literal["plan", "owner", "goal", "section"]


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
    """By what else it goes: the name of an owner, the title of a section."""

    def __str__(self) -> str:
        return "plan" if self.kind == "plan" else f"{self.kind}:{self.id}"

    @property
    def spelling(self) -> str:
        """How it is written where several plans have such a one."""
        return f"plan:{self.plan}" if self.kind == "plan" else f"{self.kind}:{self.plan}:{self.id}"


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
        raise SsetrackError(
            message("`{name}` can mean several things here", name=asked),
            message("write one of {names}", names=few([*spellings, *kinds])),
        )
    return _one(bare, asked) if bare else item_named(sources, asked)


def is_called(part: PartNode, name: str) -> bool:
    """Whether a bare name is the short name of a part; a title is none."""
    own = outline.text(part.node, "id") if part.kind == "section" else part.id
    return own is not None and nfc(own) == nfc(name)


def parts_named(sources: Sequence[Source], asked: str) -> tuple[PartNode, ...]:
    """The part that `plan`, `owner:…`, `goal:…` or `section:…` means; empty for what begins otherwise.

    Raises `SsetrackError` where there is none, or several.
    """
    kind, colon, name = asked.partition(":")
    if kind not in get_args(PartKind) or bool(colon) is not (kind != "plan" or bool(name)):
        return ()
    if kind == "plan":
        return (_plan(sources, name),)
    parts = [one for one in all_parts(sources) if one.kind == kind]
    found = _parts_called(parts, name)
    if not found and ":" in name:
        plan, _, name = name.partition(":")
        plans = [one.plan for one in all_parts(sources) if one.kind == "plan"]
        if plan not in plans:
            raise no_such_plan(plan, plans)
        found = _parts_called([one for one in parts if one.plan == plan], name)
    if not found:
        raise nothing_called(asked, name, parts)
    return _one(found, asked)


def nothing_called(asked: str, name: str, parts: Sequence[PartNode]) -> SsetrackError:
    """None of the parts has that name; the nearest is proposed by its id, which needs no quotes."""
    ids = {own: str(one) for one in reversed(parts) for own in (*one.names, one.id)}
    meant = nearest(name, ids)
    return SsetrackError(
        message("there is nothing called `{name}` in these plans", name=asked),
        message("did you mean `{name}`?", name=one_word(ids[meant])) if meant else None,
    )


def _parts_called(parts: Sequence[PartNode], name: str) -> list[PartNode]:
    """Those of the parts whose id that is, else whose name."""
    ids = set(matching(name, [one.id for one in parts]))
    names = set() if ids else set(matching(name, [own for one in parts for own in one.names]))
    return [one for one in parts if one.id in ids or names.intersection(one.names)]


def _plan(sources: Sequence[Source], name: str) -> PartNode:
    source = plan_named(
        sources,
        name,
        lambda names: message(
            "write one of {names}, or name the file with `--in`", names=few(f"plan:{one}" for one in names)
        ),
    )
    plan = outline.plan_id(source)
    return PartNode(source, plan, "plan", plan, (), source.root)


def plan_named(
    sources: Sequence[Source], name: str | None, how: Callable[[Sequence[str]], Message]
) -> Source:
    """The plan of that id, or the only one that there is where none is named.

    A file that could not be read, or is empty or a list, is none. `how` says how one of several is named,
    by their ids. Raises `SsetrackError` where there are several, or none.
    """
    plans = [source for source in sources if isinstance(source.root, Mapping)]
    known = [outline.plan_id(source) for source in plans]
    chosen = [source for source, own in zip(plans, known, strict=True) if not name or own == name]
    if len(chosen) == 1:
        return chosen[0]
    if not known:
        raise SsetrackError(message("none of the plans here can be read"), message("run `ssetrack lint`"))
    if name and not chosen:
        raise no_such_plan(name, known)
    raise SsetrackError(message("there are several plans: {names}", names=few(known)), how(known))


def _one(found: Sequence[PartNode], asked: str) -> tuple[PartNode, ...]:
    """The parts, if they are one: a single one, or one person in several plans."""
    if len(found) == 1 or (found[0].kind == "owner" and _is_one_person(found)):
        return tuple(found)
    spellings = list(dict.fromkeys(one.spelling for one in found))
    if len(spellings) < len(found):
        raise SsetrackError(
            message("several sections are called `{name}`", name=found[0].id),
            message("give the section an id first"),
        )
    raise SsetrackError(
        message("`{name}` can mean several things here", name=asked),
        message("write one of {names}", names=few(spellings)),
    )


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
            name = node if isinstance(node, str) else outline.prose(node, "name")
            yield PartNode(source, plan, "owner", str(key), ("owners", str(key)), node, (str(name),))
        for key, node in outline.declarations(root, "goals"):
            yield PartNode(source, plan, "goal", str(key), ("goals", str(key)), node)
        for route, section in outline.sections(root):
            title = outline.prose(section, "title")
            own = outline.text(section, "id")
            yield PartNode(source, plan, "section", own or title, route, section, (title,))
