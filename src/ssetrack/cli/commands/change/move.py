"""`ssetrack move`: another date, or the choice of an alternative."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import EditOptions


def move(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An activity, a milestone (5.4/draft) or plan:id.", autocompletion=activity_ids
        ),
    ],
    to: Annotated[
        str, typer.Argument(metavar="DATE", help="The new date; or an alternative's id, place or date.")
    ],
    editing: EditOptions,
) -> None:
    """Give an activity or a milestone another date, or choose one of its alternatives."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.alternatives import date_change
    from ssetrack.language.message import message

    bench = workbench(editing)
    target = bench.target(id_)
    change = date_change(target, to)
    changes = [] if change is None else [change]
    bench.make(target.source, changes, message("`{id}` is moved to {date}", id=target.id, date=to))
