"""`ssetrack set`: any field of an activity or a milestone."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.options import ITEM, EditOptions


def set_(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="New values, for example status=on-hold owners=ben,chilo title.fr=Forum; `notes=` removes.",
        ),
    ],
    editing: EditOptions,
    series: Annotated[
        bool, typer.Option("--series", help="Change the whole series, not one time of it.")
    ] = False,
) -> None:
    """Change fields of an activity or a milestone."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.edit.assignments import assignment_changes
    from ssetrack.edit.occurrences import assignments_to_time
    from ssetrack.language.message import message

    bench = workbench(editing)
    fields = ", ".join(dict.fromkeys(one.partition("=")[0] for one in assignments))
    one = bench.occurrence(id_)
    if one is not None:
        what = message("`{id}` has another {fields}", id=one.id, fields=fields)
        bench.make(one.item.source, assignments_to_time(one, assignments), what)
        return
    target = bench.target(id_)
    if not series and any(one.startswith(("when=", "deadline=")) for one in assignments):
        bench.refuse_series(target)
    changes = assignment_changes(target, assignments)
    if any(one.replace(" ", "") in ("status=cancelled", "status=done") for one in assignments):
        changes += bench.ending(target, bench.today.isoformat(), series)
    what = message("`{id}` has another {fields}", id=target.id, fields=fields)
    bench.make(target.source, changes, what)
