"""Which items are changed together: those of a filter, those of `--items`, or those that were named.

Comes in: options, and a workbench. Goes out: items in their files, and what is left alone among them. A
filter means what it means elsewhere, but for `--owner`: who is responsible, alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ssetrack.cli.arguments import names_in
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.cli.edit_options import ChoiceOptions
from ssetrack.cli.reading import unreadable
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.finishing import has_ended
from ssetrack.edit.item_lookup import ItemKind, ItemNode
from ssetrack.edit.shifting import LeftAlone
from ssetrack.language.message import Message, message
from ssetrack.plan.reference import Reference
from ssetrack.source.tree import Mapping
from ssetrack.workspace.remarks import remark

NAMED_AT_MOST = 20
"""So many items that are left alone are named, of each kind."""


class Choice(NamedTuple):
    """The items that were chosen by a filter, or by `--items`; None where they were named as arguments."""

    ids: tuple[str, ...] = ()
    items: tuple[ItemNode, ...] | None = None

    @property
    def is_made(self) -> bool:
        """Whether anything was chosen by an option, so that the arguments name no items."""
        return bool(self.ids) or self.items is not None

    def with_named(self, ids: Sequence[str]) -> Choice:
        """The same with ids that were named as arguments. Raises `SsetrackError` for both or none."""
        if ids and self.is_made:
            raise SsetrackError(
                message("an option already chooses the items, but {names} was named too", names=some(ids)),
                message("leave out the ids, or the option"),
            )
        if not ids and not self.is_made:
            raise SsetrackError(
                message("no item is named"),
                message("write its id, or use `--items`, `--section`, `--owner`, `--goal` or `--tag`"),
            )
        return self if self.is_made else Choice(tuple(dict.fromkeys(ids)))


def chosen_items(bench: Workbench, options: ChoiceOptions) -> Choice:
    """The items that the options choose. Raises `SsetrackError` where a filter fits none."""
    named = names_in(options.items)
    filters = [one for one in (options.owner, options.goal, options.section, options.tag) if one]
    if named and filters:
        raise SsetrackError(
            message("`--items` and another option both choose the items"),
            message("use one of the two"),
        )
    if not filters:
        return Choice(named)
    from ssetrack.load import load
    from ssetrack.portfolio import portfolio
    from ssetrack.query.filters import Filters, matching
    from ssetrack.schedule import UNDATED
    from ssetrack.status import State, Status

    asked = Filters(
        owners=names_in(options.owner),
        teams=False,
        roles=("owner",) if options.owner else (),
        goals=names_in(options.goal),
        sections=tuple(options.section or ()),
        tags=names_in(options.tag),
    )
    plans = portfolio(load(source) for source in bench.sources)
    for one in plans.broken:
        remark(unreadable(one.source, one.problems[0]), bench.speaker)
    # None of these filters looks at a date, so nobody has to work them out.
    items = [
        Status(file, item, UNDATED, State.UNDATED, (), None, None)
        for file in plans.files
        for item in file.items
    ]
    found = matching(items, asked, plans)
    if not found:
        raise SsetrackError(
            message("no item fits all of these options"),
            message("use fewer options; `ssetrack status --all` lists all items"),
        )
    sources = {source.path: source for source in bench.sources}
    nodes: list[ItemNode] = []
    for status in found:
        source, item = sources[status.file.path], status.item
        node = source.node(item.route)
        if isinstance(node, Mapping):
            kind: ItemKind = "milestone" if item.milestone is not None else "activity"
            nodes.append(ItemNode(source, item.plan, item.id, kind, item.route, node))
    return Choice(items=tuple(nodes))


def open_items(items: Iterable[ItemNode]) -> tuple[list[ItemNode], dict[LeftAlone, list[str]]]:
    """Those that are neither done nor cancelled, and the ids of the others."""
    kept: list[ItemNode] = []
    left: dict[LeftAlone, list[str]] = {}
    for one in items:
        ended = has_ended(one)
        if ended is None:
            kept.append(one)
        else:
            left.setdefault(LeftAlone(ended), []).append(one.id)
    return kept, left


def whole_activities(items: Sequence[ItemNode], fields: Collection[str]) -> list[ItemNode]:
    """The items, with an activity in the place of its milestones where all of them are there.

    A milestone that says something of its own in one of the fields stays beside its activity.
    """
    by_activity: dict[tuple[str, tuple[str | int, ...]], list[ItemNode]] = {}
    for one in items:
        route = one.route[:-2] if one.kind == "milestone" else one.route
        by_activity.setdefault((one.source.path, route), []).append(one)
    found: list[ItemNode] = []
    for (_, route), several in by_activity.items():
        first = several[0]
        activity = first.parent
        if activity is None or len(several) < len(activity["milestones"] or ()):
            found += several
            continue
        own_id = Reference.from_text(first.id).activity
        found.append(ItemNode(first.source, first.plan, own_id, "activity", route, activity))
        found += [one for one in several if any(field in one.node for field in fields)]
    return found


REASONS = {
    LeftAlone.DONE: message("not changed, because they are done: {names}"),
    LeftAlone.CANCELLED: message("not changed, because they are cancelled: {names}"),
    LeftAlone.UNDATED: message("not changed, because they have no date: {names}"),
    LeftAlone.ONGOING: message("not changed, because they are ongoing: {names}"),
    LeftAlone.COUNTED: message("not changed, because they move with another item: {names}"),
}


def left_alone_remarks(left: dict[LeftAlone, list[str]]) -> list[Message]:
    """Which items are left alone, and why."""
    return [REASONS[why]._replace(values={"names": some(left[why])}) for why in LeftAlone if left.get(why)]


def some(names: Sequence[str]) -> str:
    """Names in a row, the first twenty of very many."""
    shown = ", ".join(f"`{name}`" for name in names[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    return f"{shown} … (+{more})" if more > 0 else shown
