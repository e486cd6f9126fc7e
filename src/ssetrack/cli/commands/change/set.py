"""`ssetrack set`: any field of activities or milestones, or of another part of a plan."""

from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import all_names
from ssetrack.cli.edit_options import ChoiceOptions, EditOptions, SeriesOption

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench
    from ssetrack.edit.assignments import Assignments
    from ssetrack.edit.item_lookup import ItemNode


def set_(
    editing: EditOptions,
    choice: ChoiceOptions,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[ID]… FIELD=VALUE…",
            help="Ids of activities or milestones (5.4/draft); plan:id with several plans; ID@DATE for one"
            " time of a series; or owner:ana, goal:A, section:web, plan. Then new values, for example "
            "status=on-hold owners=ben,chilo title.fr=Forum; `notes=` removes the notes.",
            autocompletion=all_names,
        ),
    ],
    series: SeriesOption = False,
) -> None:
    """Change fields of items, or of another part of the plan."""
    from functools import partial

    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.chosen_items import (
        chosen_items,
        left_alone_remarks,
        open_items,
        whole_activities,
    )
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.parts import set_parts
    from ssetrack.cli.commands.change.whole_plan import parts_of
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.edit.assignments import fields_of, values_by_field
    from ssetrack.language.message import message
    from ssetrack.plan.field_groups import DATES

    ids = list(takewhile(lambda word: "=" not in word, words))
    assignments = values_by_field(words[len(ids) :])
    if not assignments:
        raise SsetrackError(
            message("no new value was given"), message("write for example `status=in-progress`")
        )
    bench = workbench(editing)
    parts = parts_of(bench, ids[0]) if len(ids) == 1 else ()
    if parts:
        set_parts(bench, parts, assignments)
        return
    chosen = chosen_items(bench, choice).with_named(ids)
    items, left = open_items(chosen.items or ())
    fields = fields_of(assignments)
    if fields.isdisjoint(DATES):
        items = whole_activities(items, fields)
    edit = partial(field_edit, assignments=assignments, series=series)
    orders = [Order(one, partial(edit, own_id=one)) for one in chosen.ids]
    orders += [Order(one.id, partial(edit, own_id=one.id, item=one)) for one in items]
    carry_out(bench, orders, left_alone_remarks(left))


def field_edit(
    bench: "Workbench",
    own_id: str,
    assignments: "Assignments",
    series: bool,
    item: "ItemNode | None" = None,
) -> "Edit":
    """The edit that gives an item, or one of its times, other values."""
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.edit.assignments import assignment_changes
    from ssetrack.edit.occurrences import assignments_to_time
    from ssetrack.language.message import message
    from ssetrack.plan.field_groups import DATES

    fields = ", ".join(assignments)
    one = bench.occurrence(own_id) if item is None else None
    if one is not None:
        what = message("changed `{id}`: {fields}", id=one.id, fields=fields)
        return Edit(
            one.item.source, assignments_to_time(one, assignments, bench.today), what, already_so(one.id)
        )
    target = bench.target(own_id) if item is None else bench.again(item)
    if not series and any(part in assignments for field in DATES for part in (field, f"{field}.date")):
        bench.refuse_series(target)
    changes = assignment_changes(target, assignments, bench.today)
    if assignments.get("status") in (["cancelled"], ["done"]):
        changes += bench.ending(target, bench.today.isoformat(), series)
    what = message("changed `{id}`: {fields}", id=target.id, fields=fields)
    return Edit(target.source, changes, what, already_so(target.id))
