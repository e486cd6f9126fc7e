"""`ssetrack done`: an activity or a milestone is finished."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import EditOptions


def done(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An activity, a milestone (5.4/draft) or plan:id.", autocompletion=activity_ids
        ),
    ],
    editing: EditOptions,
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="The day on which it was finished; else today.")
    ] = None,
) -> None:
    """Mark an activity or a milestone as done."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.finishing import completion, item_to_finish
    from ssetrack.language.message import message

    bench = workbench(editing)
    target = item_to_finish(bench.target(id_))
    text = day or bench.today.isoformat()
    what = message("`{id}` is done, {day}", id=target.id, day=text)
    bench.make(target.source, completion(target, text), what)
