"""`ssetrack done`: an activity or a milestone is finished."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import ITEM, EditOptions


def done(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    editing: EditOptions,
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="The day on which it was finished. Default: today.")
    ] = None,
    series: Annotated[
        bool, typer.Option("--series", help="Change the whole series, not one time of it.")
    ] = False,
) -> None:
    """Mark an activity or a milestone as done."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.days import written_day
    from ssetrack.edit.finishing import completion, item_to_finish
    from ssetrack.edit.occurrences import completion_of_time
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    bench = workbench(editing)
    text = written_day(day or "today", bench.today)
    said = said_date(text, bench.speaker)
    one = bench.occurrence(id_)
    if one is not None:
        what = message("`{id}` is done, {day}", id=one.id, day=said)
        bench.make(one.item.source, completion_of_time(one, text), what)
        return
    target = item_to_finish(bench.target(id_))
    if not series:
        bench.refuse_series(target)
    what = message("`{id}` is done, {day}", id=target.id, day=said)
    bench.make(target.source, [*completion(target, text), *bench.ending(target, text, series)], what)
