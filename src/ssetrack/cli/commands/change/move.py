"""`ssetrack move`: another date, or the choice of an alternative."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import ITEM, EditOptions


def move(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    to: Annotated[
        str,
        typer.Argument(
            metavar="DATE", help="The new date; or the place, id or date of the option to choose."
        ),
    ],
    editing: EditOptions,
    series: Annotated[
        bool, typer.Option("--series", help="Change the whole series, not one time of it.")
    ] = False,
) -> None:
    """Change a date, or choose one of several possible dates."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.alternatives import date_change
    from ssetrack.edit.occurrences import move_of_time
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    bench = workbench(editing)
    date = said_date(to, bench.speaker)
    one = bench.occurrence(id_)
    if one is not None:
        what = message("`{id}` is moved to {date}", id=one.id, date=date)
        bench.make(one.item.source, move_of_time(one, to), what)
        return
    target = bench.target(id_)
    if not series:
        bench.refuse_series(target)
    change = date_change(target, to)
    changes = [] if change is None else [change]
    if series and changes:
        changes += bench.shifts(target, changes)
    bench.make(target.source, changes, message("`{id}` is moved to {date}", id=target.id, date=date))
