"""`ssetrack assign`: who does it."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids, owner_names
from ssetrack.cli.edit_options import ChoiceOptions, EditOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench
    from ssetrack.edit.item_lookup import ItemNode


def assign(
    editing: EditOptions,
    choice: ChoiceOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID] OWNER…",
            help="The id of an activity or milestone (5.4/draft), plan:id or ID@DATE, unless options choose"
            " several. Then everyone who is responsible from now on, by short name or by name.",
            autocompletion=lambda ctx, incomplete: (
                owner_names(ctx, incomplete) if ctx.params.get("words") else activity_ids(ctx, incomplete)
            ),
        ),
    ] = None,
    contributors: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="OWNER",
            help="Everyone who contributes from now on; can be repeated.",
            autocompletion=owner_names,
        ),
    ] = None,
) -> None:
    """Say who is responsible, or who contributes."""
    from functools import partial

    from ssetrack.cli.arguments import names_in
    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.chosen_items import (
        chosen_items,
        left_alone_remarks,
        open_items,
        whole_activities,
    )
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    bench = workbench(editing)
    chosen = chosen_items(bench, choice)
    given = list(words or ())
    ids, owners = ([], given) if chosen.is_made else (given[:1], given[1:])
    chosen = chosen.with_named(ids)
    responsible, contributing = names_in(owners), names_in(contributors)
    if not responsible and not contributing:
        raise SsetrackError(
            message("no owner is named"),
            message(
                "write the owners after the id; `ssetrack set {id} owners=` removes all of them",
                id="".join(ids) or "ID",
            ),
        )
    items, left = open_items(chosen.items or ())
    items = whole_activities(
        items, [*(["owners"] if responsible else []), *(["with"] if contributing else [])]
    )
    edit = partial(_owner_edit, responsible=responsible, contributing=contributing)
    orders = [Order(one, partial(edit, own_id=one)) for one in chosen.ids]
    orders += [Order(one.id, partial(edit, own_id=one.id, item=one)) for one in items]
    carry_out(bench, orders, left_alone_remarks(left))


def _owner_edit(
    bench: "Workbench",
    own_id: str,
    responsible: "Sequence[str]",
    contributing: "Sequence[str]",
    item: "ItemNode | None" = None,
) -> "Edit":
    """The edit that gives an item, or one of its times, these people."""
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.edit.assignments import list_assignment
    from ssetrack.edit.occurrences import check_field, with_fields
    from ssetrack.edit.owner_names import names_of, owner_slugs
    from ssetrack.language.message import message

    one = bench.occurrence(own_id) if item is None else None
    if one is not None:
        if contributing:
            check_field("with")
        source = one.item.source
        hosts = owner_slugs(source, responsible)
        what = message("`{id}` is now owned by {names}", id=one.id, names=names_of(source, hosts))
        return Edit(source, with_fields(one, {"owners": hosts}), what, already_so(one.id))
    target = bench.target(own_id) if item is None else bench.again(item)
    changes = [
        change
        for field, people in (("owners", responsible), ("with", contributing))
        if people
        for change in list_assignment(target, field, people)
    ]
    owners, others = (
        names_of(target.source, owner_slugs(target.source, people)) for people in (responsible, contributing)
    )
    if not contributing:
        what = message("`{id}` is now owned by {names}", id=target.id, names=owners)
    elif not responsible:
        what = message("`{id}` now has contributions from {names}", id=target.id, names=others)
    else:
        what = message(
            "`{id}` is now owned by {names}, with contributions from {others}",
            id=target.id,
            names=owners,
            others=others,
        )
    return Edit(target.source, changes, what, already_so(target.id))
