"""Of the family `references`: loops, in which everything waits for everything.

Comes in: the prerequisites of all plans together, dates that count from other items, teams within teams.
Goes out: one problem for each loop, at the reference that closes it; and the items in loops, for rules that
have nothing to say about them. Nothing here recurses: a chain may be as long as the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ssetrack.diagnostic import At, Kind, Problem, Route, Severity
from ssetrack.language.collation import natural
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.portfolio import ItemKey, PlanFile
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.rule import rule

Node = TypeVar("Node", bound=Hashable)
Edges = Mapping[Node, Mapping[Node, At]]
"""For each node those that it waits for, and where that is written."""


@dataclass(frozen=True, eq=False)
class Together:
    """The items of one activity: a node between them and all who wait for it, on loops but never shown."""

    items: tuple[Item, ...]


Waited = Item | Together


@rule("references", Severity.ERROR)
def dependency_cycle(context: Context) -> Iterator[Problem]:
    """Items wait for each other in a circle, or a team is a member of itself.

    None of these items can ever begin. The circle can go through prerequisites (`after`), through dates that
    count from another item, or through teams that are members of teams. Each of these three is checked alone,
    so `8 weeks before forum` is possible even if the forum itself waits for that work. Each circle is shown
    once.

    Remove one of the references. A circle in `after` alone does not stop `export ics` or an edit, because all
    dates are known.

    Bad:

        - {id: 1.1, title: Find funds, deadline: 2004-03, after: [1.2]}
        - {id: 1.2, title: Write the project, deadline: 2004-02, after: [1.1]}

    Good:

        - {id: 1.1, title: Find funds, deadline: 2004-03, after: [1.2]}
        - {id: 1.2, title: Write the project, deadline: 2004-02}
    """
    yield from context.shared.once(waits).problems.get(context.file.path, ())
    yield from _teams(context)


@dataclass(frozen=True)
class Waits:
    """The loops of all plans: their problems by path, and the items in them."""

    problems: dict[str, list[Problem]] = field(default_factory=dict)
    looping: set[Item] = field(default_factory=set)


def waits(shared: SharedContext) -> Waits:
    """Follow every prerequisite, and every date that counts from another item.

    The two are followed apart: a plan made backwards says that the letters go out 8 weeks before the forum,
    and that the forum comes after the letters. Only a circle within one of them can never begin.
    """
    found = Waits()
    edges: dict[Waited, dict[Waited, At]] = {}
    counts: dict[Waited, dict[Waited, At]] = {}
    nodes: dict[ItemKey, Waited | None] = {}
    homes: dict[Item, PlanFile] = {}
    reported: set[tuple[str, Route]] = set()
    for file in shared.portfolio.files:
        for item in file.items:
            homes[item] = file
            for place, reference in _references(item):
                _connect(shared, file, item, place, reference, edges, nodes, found, reported, Kind.CONFLICT)
    for use in shared.schedule.relatives:
        relative = use.relative
        place = At(use.route, within=(relative.start, relative.end))
        if use.item in homes:
            home = homes[use.item]
            _connect(shared, home, use.item, place, relative.reference, counts, nodes, found, reported, None)
    several = len(shared.portfolio.files) > 1
    # A date that counts from itself is none; of work that waits for itself, the dates are known.
    for waiting, kind in ((edges, Kind.CONFLICT), (counts, None)):
        for knot in knots(waiting):
            items = [one for one in knot if isinstance(one, Item)]
            found.looping.update(items)
            loop = shortest(waiting, items, lambda item: (item.plan, natural(item.id)))
            names = [str(item.reference) if several else item.id for item in loop]
            last = loop[-1]
            problem = _loop_problem(_place(waiting[last], loop[0]), names, kind)
            found.problems.setdefault(homes[last].path, []).append(problem)
    return found


def _place(ahead: Mapping[Waited, At], waited: Item) -> At:
    """Where the reference to an item is written, alone or as one of several."""
    return next(
        place
        for one, place in ahead.items()
        if one is waited or (isinstance(one, Together) and one.items[0].activity is waited.activity)
    )


def _references(item: Item) -> Iterator[tuple[At, str]]:
    """What an item waits for, and where that is written: in its activity, and in itself as a milestone."""
    if not item.after:
        return
    home = item.route if item.milestone is None else item.route[:-2]
    for index, reference in enumerate(item.activity.after):
        yield At((*home, "after", index)), reference
    if item.milestone is not None:
        for index, reference in enumerate(item.milestone.after):
            yield At((*item.route, "after", index)), reference


def _connect(
    shared: SharedContext,
    file: PlanFile,
    item: Item,
    place: At,
    reference: str,
    edges: dict[Waited, dict[Waited, At]],
    nodes: dict[ItemKey, Waited | None],
    found: Waits,
    reported: set[tuple[str, Route]],
    kind: Kind | None,
) -> None:
    """Note what an item waits for; that it waits for itself is a problem at once, and no part of a loop."""
    key = shared.portfolio.key(reference, file.id)
    if key not in nodes:
        bases = shared.portfolio.meaning(key)
        nodes[key] = Together(bases) if len(bases) > 1 else next(iter(bases), None)
    node = nodes[key]
    if node is None:
        return
    # What an activity says holds for all its milestones: it cannot wait for one of them.
    of_activity = item.milestone is not None and len(place.route) == len(item.route)
    activity = (node.items[0] if isinstance(node, Together) else node).activity
    mine = item is node or (activity is item.activity and (of_activity or isinstance(node, Together)))
    if not mine:
        edges.setdefault(item, {}).setdefault(node, place)
        if isinstance(node, Together) and node not in edges:
            edges[node] = dict.fromkeys(node.items, place)
        return
    found.looping.add(item)
    if (file.path, place.route) in reported:
        return
    reported.add((file.path, place.route))
    found.problems.setdefault(file.path, []).append(
        Problem(
            "dependency-cycle",
            place,
            message("`{id}` depends on itself", id=item.activity.id if of_activity else item.id),
            message("remove this reference, or write the id of the milestone that must come first"),
            kind=kind,
        )
    )


def _loop_problem(place: At, names: Sequence[str], kind: Kind | None) -> Problem:
    circle = " → ".join(f"`{name}`" for name in (*names, names[0]))
    return Problem(
        "dependency-cycle",
        place,
        message("these wait for each other in a circle: {circle}", circle=circle),
        message("remove one of these references"),
        kind=kind,
    )


def _teams(context: Context) -> Iterator[Problem]:
    """Teams that are members of themselves, directly or by way of others."""
    owners = context.plan.owners or {}
    edges: dict[str, dict[str, At]] = {}
    for team, owner in owners.items():
        for index, member in enumerate(owner.members):
            place = At(("owners", team, "members", index))
            if member == team:
                sentence = message("`{team}` is a member of itself", team=team)
                yield Problem("dependency-cycle", place, sentence, message("remove it from `members`"))
            elif member in owners and owners[member].members:
                edges.setdefault(team, {}).setdefault(member, place)
    for together in knots(edges):
        loop = shortest(edges, together, natural)
        circle = " → ".join(f"`{name}`" for name in (*loop, loop[0]))
        yield Problem(
            "dependency-cycle",
            edges[loop[-1]][loop[0]],
            message("these teams are members of each other: {circle}", circle=circle),
            message("remove one of them from `members`"),
        )


def knots(edges: Edges[Node]) -> list[list[Node]]:
    """The groups of two or more nodes that all reach each other (Tarjan's algorithm, without recursion)."""
    numbers: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    stack: list[Node] = []
    open_nodes: set[Node] = set()
    found: list[list[Node]] = []
    for root in edges:
        if root in numbers:
            continue
        numbers[root] = lowest[root] = len(numbers)
        stack.append(root)
        open_nodes.add(root)
        path = [(root, iter(edges[root]))]
        while path:
            node, ahead = path[-1]
            following = next(ahead, None)
            if following is not None:
                if following not in numbers:
                    numbers[following] = lowest[following] = len(numbers)
                    stack.append(following)
                    open_nodes.add(following)
                    path.append((following, iter(edges.get(following, ()))))
                elif following in open_nodes:
                    lowest[node] = min(lowest[node], numbers[following])
                continue
            path.pop()
            if path:
                above = path[-1][0]
                lowest[above] = min(lowest[above], lowest[node])
            if lowest[node] == numbers[node]:
                group = [stack.pop()]
                while group[-1] != node:
                    group.append(stack.pop())
                open_nodes.difference_update(group)
                if len(group) > 1:
                    found.append(group)
    return found


def shortest(edges: Edges[Any], together: Sequence[Node], key: Callable[[Node], object]) -> list[Node]:
    """The shortest loop through the smallest node of a group, beginning with it."""
    start = min(together, key=key)  # type: ignore[arg-type]  # keys compare with each other
    inside = set(together)
    came: dict[Node, Node] = {}
    expanded: set[Together] = set()
    row = [start]
    while row:
        following: list[Node] = []
        for node in row:
            for other in _ahead(edges[node], expanded):
                if other == start:
                    loop = [node]
                    while loop[-1] != start:
                        loop.append(came[loop[-1]])
                    return loop[::-1]
                if other in inside and other not in came:
                    came[other] = node
                    following.append(other)
        row = following
    return list(together)


def _ahead(ahead: Iterable[Any], expanded: set[Together]) -> Iterator[Any]:
    """The nodes ahead, in place of those together all of them, but only once: then they have been seen."""
    for node in ahead:
        if not isinstance(node, Together):
            yield node
        elif node not in expanded:
            expanded.add(node)
            yield from node.items
