"""`ssetrack set`: any field of an activity or a milestone."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import EditOptions


def set_(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An activity, a milestone (5.4/draft) or plan:id.", autocompletion=activity_ids
        ),
    ],
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="`status=on-hold`, `owners=ben,chilo`, `title.fr=…`; `notes=` takes it away.",
        ),
    ],
    editing: EditOptions,
) -> None:
    """Change fields of an activity or a milestone."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.assignments import assignment_changes
    from ssetrack.language.message import message

    bench = workbench(editing)
    target = bench.target(id_)
    fields = ", ".join(dict.fromkeys(one.partition("=")[0] for one in assignments))
    what = message("`{id}` has another {fields}", id=target.id, fields=fields)
    bench.make(target.source, assignment_changes(target, assignments), what)
