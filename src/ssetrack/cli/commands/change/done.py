"""`ssetrack done`: activities or milestones are finished."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.edit_options import ChoiceOptions, EditOptions, OnOption, SeriesOption

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench
    from ssetrack.edit.item_lookup import ItemNode


def done(
    editing: EditOptions,
    choice: ChoiceOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID… [DATE]",
            help="Ids of activities or milestones (5.4/draft); plan:id with several plans; ID@DATE for one"
            " time of a series. Then the day on which they were finished. Default: today.",
            autocompletion=activity_ids,
        ),
    ] = None,
    on: OnOption = None,
    series: SeriesOption = False,
) -> None:
    """Mark activities or milestones as done."""
    from functools import partial

    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.chosen_items import chosen_items, left_alone_remarks, open_items
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.items_and_date import items_and_date
    from ssetrack.cli.days import written_day

    bench = workbench(editing)
    chosen = chosen_items(bench, choice)
    named = items_and_date(
        words or (),
        on=on,
        is_item=bench.is_item,
        is_date=lambda tail, _: bench.is_date(tail),
        is_nearly=bench.is_nearly_a_date,
        least=0 if chosen.is_made else 1,
        needs_date=False,
    )
    chosen = chosen.with_named(named.ids)
    text = written_day(named.date or "today", bench.today)

    items, left = open_items(chosen.items or ())
    edit = partial(completion_edit, text=text, series=series)
    orders = [Order(one, partial(edit, own_id=one)) for one in chosen.ids]
    orders += [Order(one.id, partial(edit, own_id=one.id, item=one)) for one in items]
    carry_out(bench, orders, left_alone_remarks(left))


def completion_edit(
    bench: "Workbench", own_id: str, text: str, *, series: bool = False, item: "ItemNode | None" = None
) -> "Edit":
    """The edit that marks an item, or one of its times, as done on a day.

    Raises `SsetrackError` for a series, unless the whole is meant.
    """
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.edit.finishing import completion, item_to_finish
    from ssetrack.edit.occurrences import completion_of_time
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    one = bench.occurrence(own_id) if item is None else None
    if one is not None:
        what = message("`{id}` is done, {day}", id=one.id, day=said_date(text, bench.speaker))
        return Edit(one.item.source, completion_of_time(one, text), what, already_so(one.id))
    target = item_to_finish(bench.again(item) if item else bench.target(own_id))
    if not series:
        bench.refuse_series(target)
    what = message("`{id}` is done, {day}", id=target.id, day=said_date(text, bench.speaker))
    changes = [*completion(target, text), *bench.ending(target, text, series)]
    return Edit(target.source, changes, what, already_so(target.id))
