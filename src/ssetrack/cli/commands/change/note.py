"""`ssetrack note`: a remark with today's day."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import EditOptions


def note(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An activity, a milestone (5.4/draft) or plan:id.", autocompletion=activity_ids
        ),
    ],
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT…", help="The remark; it may begin with a day of its own (YYYY-MM-DD)."),
    ],
    editing: EditOptions,
) -> None:
    """Add a remark to the log of an activity or a milestone."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.noting import dated, remark_added
    from ssetrack.language.message import message

    bench = workbench(editing)
    target = bench.target(id_)
    remark = dated(" ".join(text), bench.today)
    what = message("added to the log of `{id}`: {text}", id=target.id, text=remark)
    bench.make(target.source, remark_added(target, remark), what)
