"""`ssetrack set`: any field of an activity or a milestone, or of another part of a plan."""

from typing import Annotated

import typer

from ssetrack.cli.completion import all_names
from ssetrack.cli.options import EditOptions


def set_(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An item (5.4/draft, plan:id, ID@DATE), owner:ana, goal:A, section:web or plan.",
            autocompletion=all_names,
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
    """Change fields of an item or another part of the plan."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.parts import set_parts
    from ssetrack.cli.commands.change.whole_plan import parts_of
    from ssetrack.edit.assignments import assignment_changes
    from ssetrack.edit.occurrences import assigned
    from ssetrack.language.message import message

    bench = workbench(editing)
    parts = parts_of(bench, id_)
    if parts:
        set_parts(bench, parts, assignments)
        return
    fields = ", ".join(dict.fromkeys(one.partition("=")[0] for one in assignments))
    one = bench.occurrence(id_)
    if one is not None:
        what = message("`{id}` has another {fields}", id=one.id, fields=fields)
        bench.make(one.item.source, assigned(one, assignments), what)
        return
    target = bench.target(id_)
    if not series and any(one.startswith(("when=", "deadline=")) for one in assignments):
        bench.refuse_series(target)
    changes = assignment_changes(target, assignments)
    if any(one.replace(" ", "") in ("status=cancelled", "status=done") for one in assignments):
        changes += bench.ending(target, bench.today.isoformat(), series)
    what = message("`{id}` has another {fields}", id=target.id, fields=fields)
    bench.make(target.source, changes, what)
