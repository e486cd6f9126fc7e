"""`ssetrack move`: another date, the same so much later, or the choice of an alternative."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.edit_options import ChoiceOptions, EditOptions, OnOption, SeriesOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench
    from ssetrack.dates.relative.to_today import Shift
    from ssetrack.edit.item_lookup import ItemNode


def move(
    editing: EditOptions,
    choice: ChoiceOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID… DATE",
            help="Ids of activities or milestones (5.4/draft); plan:id with several plans; ID@DATE for one"
            " time of a series. Then the new date; +2w or -1m to move the date; or the place, id or date"
            " of the option to choose.",
            autocompletion=activity_ids,
        ),
    ] = None,
    on: OnOption = None,
    series: SeriesOption = False,
) -> None:
    """Change dates, or choose one of several possible dates."""
    from functools import partial

    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.chosen_items import chosen_items, left_alone_remarks
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.items_and_date import items_and_date
    from ssetrack.dates.relative.to_today import shift_in
    from ssetrack.edit.shifting import to_shift
    from ssetrack.query.occurrence_lookup import AT

    bench = workbench(editing)
    chosen = chosen_items(bench, choice)
    named = items_and_date(
        words or (),
        on=on,
        is_item=bench.is_item,
        is_date=lambda tail, before: bench.is_date(tail) or _is_alternative(bench, tail, before),
        is_nearly=bench.is_nearly_a_date,
        least=0 if chosen.is_made else 1,
        needs_date=True,
    )
    chosen = chosen.with_named(named.ids)
    to = named.date or ""
    shift = shift_in(to)
    if shift is None:
        edit = partial(move_edit, to=to, series=series)
        orders = [Order(one, partial(edit, own_id=one)) for one in chosen.ids]
        orders += [Order(one.id, partial(edit, own_id=one.id, item=one)) for one in chosen.items or ()]
        carry_out(bench, orders)
        return
    times = [one for one in chosen.ids if AT in one]
    named_items = [bench.target(one) for one in chosen.ids if AT not in one]
    items, left = to_shift(named_items if chosen.items is None else chosen.items, bench.today)
    orders = [Order(one, partial(_time_shift_edit, shift=shift, own_id=one)) for one in times]
    orders += [Order(one.id, partial(_shift_edit, shift=shift, item=one, series=series)) for one in items]
    carry_out(bench, orders, left_alone_remarks(left))


def move_edit(
    bench: "Workbench", own_id: str, to: str, series: bool, item: "ItemNode | None" = None
) -> "Edit":
    """The edit that gives an item a date, or chooses one of its alternatives."""
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.cli.days import written_day
    from ssetrack.edit.alternatives import date_change, date_choice, refuse_parts
    from ssetrack.edit.occurrences import move_of_time
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    date = written_day(to, bench.today)
    one = bench.occurrence(own_id) if item is None else None
    if one is not None:
        what = message("`{id}` is moved to {date}", id=one.id, date=said_date(date, bench.speaker))
        return Edit(one.item.source, move_of_time(one, date), what, already_so(one.id))
    target = bench.target(own_id) if item is None else bench.again(item)
    if not series:
        bench.refuse_series(target)
    refuse_parts(target)
    chosen = date_choice(target, date)
    change = date_change(target, date)
    changes = [] if change is None else [change]
    if series and changes:
        changes += bench.shifts(target, changes)
    what = message("`{id}` is moved to {date}", id=target.id, date=said_date(date, bench.speaker))
    if chosen is not None and chosen.place:
        what = message(
            "chose {place} ({date}) for `{id}`",
            place=chosen.place,
            date=said_date(chosen.date, bench.speaker),
            id=target.id,
        )
    elif chosen is not None:
        what = message("chose {date} for `{id}`", date=said_date(chosen.date, bench.speaker), id=target.id)
    return Edit(target.source, changes, what, already_so(target.id))


def _shift_edit(bench: "Workbench", item: "ItemNode", shift: "Shift", series: bool) -> "Edit":
    """The edit that moves all dates of an item by so much."""
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.edit.shifting import shift_changes
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    target = bench.again(item)
    if not series:
        bench.refuse_series(target)
    changes = shift_changes(target, shift)
    dates = [
        meant.value for change in changes for meant in change.meant if meant.route[-1] != "until"
    ]  # as they are written
    if series and changes:
        changes += bench.shifts(target, changes)
    what = message(
        "`{id}` is moved to {date}",
        id=target.id,
        date=", ".join(said_date(str(one), bench.speaker) for one in dates),
    )
    return Edit(target.source, changes, what, already_so(target.id))


def _time_shift_edit(bench: "Workbench", own_id: str, shift: "Shift") -> "Edit":
    """The edit that moves one time of a series by so much."""
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.dates import Period
    from ssetrack.dates.relative.shifting import period_later, text_of
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.edit.occurrences import move_of_time
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    one = bench.occurrence(own_id)
    times = None if one is None else bench.times(one.item)
    assert one is not None, "an id with a day behind it"
    assert times is not None, "what has such a time comes back"
    later = period_later(times.at(one.day).period, shift)
    if not isinstance(later, Period):
        raise SsetrackError(
            message("`{id}` cannot be moved by {shift}", id=one.id, shift=shift),
            message("write the new date"),
        )
    what = message("`{id}` is moved to {date}", id=one.id, date=said_date(text_of(later), bench.speaker))
    return Edit(one.item.source, move_of_time(one, text_of(later)), what, already_so(one.id))


def _is_alternative(bench: "Workbench", text: str, words: "Sequence[str]") -> bool:
    """Whether a text names an alternative of an item that is named before it."""
    from ssetrack.edit.alternatives import is_alternative
    from ssetrack.query.occurrence_lookup import AT

    return any(
        is_alternative(bench.target(word), text) for word in words if AT not in word and bench.is_item(word)
    )
