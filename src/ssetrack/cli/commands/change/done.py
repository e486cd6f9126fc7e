"""`ssetrack done`: an activity or a milestone is finished."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import EditOptions


def done(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An activity, a milestone (5.4/draft), plan:id or ID@DATE.",
            autocompletion=activity_ids,
        ),
    ],
    editing: EditOptions,
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="The day on which it was finished; else today.")
    ] = None,
    series: Annotated[
        bool, typer.Option("--series", help="Of what repeats, all times rather than one.")
    ] = False,
) -> None:
    """Mark an activity or a milestone as done."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.finishing import completion, item_to_finish
    from ssetrack.edit.occurrences import completed
    from ssetrack.language.message import message
    from ssetrack.wording.dates import said_date

    bench = workbench(editing)
    text = day or bench.today.isoformat()
    said = said_date(text, bench.speaker)
    one = bench.occurrence(id_)
    if one is not None:
        what = message("`{id}` is done, {day}", id=one.id, day=said)
        bench.make(one.item.source, completed(one, text), what)
        return
    target = item_to_finish(bench.target(id_))
    if not series:
        bench.refuse_series(target)
    what = message("`{id}` is done, {day}", id=target.id, day=said)
    bench.make(target.source, [*completion(target, text), *bench.ending(target, text, series)], what)
