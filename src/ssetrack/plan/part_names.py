"""What a name of a plan, or of an owner, a goal or a section of it, means: the same wherever it is typed.

Comes in: `plan`, `plan:p`, `owner:ana` or `owner:p:ana` as typed, and the parts that there are: of trees that
are to be edited, or of plans that are to be shown. Goes out: the parts that are meant. A name that nobody has
is a `SsetrackError`; what is done where several have it, the asker says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol, TypeAlias, TypeVar, get_args

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import matching
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest, one_word
from ssetrack.plan.lookup import no_such_plan

PartKind: TypeAlias = Literal["plan", "owner", "goal", "section"]
KINDS: tuple[PartKind, ...] = get_args(PartKind)


class NamedPart(Protocol):
    """A part of a plan, as far as its names go."""

    @property
    def kind(self) -> str:
        """One of `KINDS`."""

    @property
    def plan(self) -> str:
        """The id of its plan."""

    @property
    def id(self) -> str:
        """The key of an owner or a goal, the id of a plan, and of a section its id, else its title."""

    @property
    def names(self) -> Sequence[str]:
        """By what else it goes: names in all languages and aliases of an owner, titles of a section."""


AnyPart = TypeVar("AnyPart", bound=NamedPart)
Choice: TypeAlias = Callable[[Sequence[str]], Message]
"""What to type for one of several: of plans that have these ids, or of parts that are written so."""


def short_spelling(part: NamedPart) -> str:
    """How it is written where no other plan has such a one."""
    return "plan" if part.kind == "plan" else f"{part.kind}:{part.id}"


def spelling(part: NamedPart) -> str:
    """How it is written where several plans have such a one."""
    return f"plan:{part.plan}" if part.kind == "plan" else f"{part.kind}:{part.plan}:{part.id}"


def parts_meant(asked: str, parts: Iterable[AnyPart], choice: Choice) -> list[AnyPart]:
    """The parts that `plan`, `owner:…`, `goal:…` or `section:…` can mean; empty for what begins otherwise.

    For that, which most names are, the parts are not gone through. A plan is one; of the others several can
    have a name. Raises `SsetrackError` where nothing is called so.
    """
    kind, colon, name = asked.partition(":")
    if kind not in KINDS or bool(colon) is not (kind != "plan" or bool(name)):
        return []
    every = list(parts)
    plans = [one for one in every if one.kind == "plan"]
    if kind == "plan":
        return [plan_meant(name, plans, choice)]
    alike = [one for one in every if one.kind == kind]
    found = parts_called(name, alike)
    if not found and ":" in name:
        plan, _, name = name.partition(":")
        if plan not in {one.plan for one in plans}:
            raise no_such_plan(plan, [one.plan for one in plans])
        found = parts_called(name, [one for one in alike if one.plan == plan])
    if not found:
        raise nothing_called(asked, name, alike)
    return found


def plan_meant(name: str | None, plans: Sequence[AnyPart], choice: Choice) -> AnyPart:
    """The plan of that id, or the only one where none is named.

    Raises `SsetrackError` where there are several, or none.
    """
    known = [one.plan for one in plans]
    chosen = [one for one in plans if not name or one.plan == name]
    if len(chosen) == 1:
        return chosen[0]
    if not known:
        raise SsetrackError(message("none of the plans here can be read"), message("run `ssetrack lint`"))
    if name and not chosen:
        raise no_such_plan(name, known)
    raise SsetrackError(message("there are several plans: {names}", names=few(known)), choice(known))


def parts_called(name: str, parts: Sequence[AnyPart]) -> list[AnyPart]:
    """Those of the parts whose id that is, else one of whose names."""
    ids = set(matching(name, [one.id for one in parts]))
    names = set() if ids else set(matching(name, [own for one in parts for own in one.names]))
    return [one for one in parts if one.id in ids or names.intersection(one.names)]


def several_meant(asked: str, parts: Sequence[NamedPart], choice: Choice) -> SsetrackError:
    """A name means several parts; each is written as it is short, or with its plan where another has such."""
    full = list(map(spelling, parts))
    if len(set(full)) < len(full):
        return SsetrackError(
            message("several sections are called `{name}`", name=parts[0].id),
            message("give the section an id first"),
        )
    short = list(map(short_spelling, parts))
    both = zip(short, full, strict=True)
    return several_called(asked, [one if short.count(one) == 1 else other for one, other in both], choice)


def several_called(asked: str, spellings: Iterable[str], choice: Choice) -> SsetrackError:
    """A name means several parts, or a part and an item; `spellings` mean one each."""
    return SsetrackError(
        message("`{name}` can mean several things here", name=asked), choice(list(dict.fromkeys(spellings)))
    )


def nothing_called(asked: str, name: str, parts: Sequence[NamedPart]) -> SsetrackError:
    """None of the parts has that name; the nearest is proposed by its id, which needs no quotes."""
    ids = {own: short_spelling(one) for one in reversed(parts) for own in (*one.names, one.id)}
    meant = nearest(name, ids)
    return SsetrackError(
        message("there is nothing called `{name}` in these plans", name=asked),
        message("did you mean `{name}`?", name=one_word(ids[meant])) if meant else None,
    )
