"""`ssetrack remove`: an item or a part of a plan, taken away."""

from typing import Annotated

import typer

from ssetrack.cli.completion import all_names
from ssetrack.cli.edit_options import EditOptions


def remove(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An activity, a milestone (5.4/draft), owner:ana, goal:A or section:web.",
            autocompletion=all_names,
        ),
    ],
    editing: EditOptions,
) -> None:
    """Remove an item, owner, goal or empty section.

    Its own comments are removed too. If it was only called off: `ssetrack set ID status=cancelled`.
    """
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.whole_plan import make_all, target_of
    from ssetrack.edit.whole_plan.removing import item_removal, part_removal
    from ssetrack.language.message import message

    bench = workbench(editing)
    target = target_of(bench, id_)
    bench.name_unreadable()
    if isinstance(target, tuple):
        edits = [(one.source, [part_removal(one, bench.sources)]) for one in target]
        what = message("removed `{id}`", id=str(target[0]))
    else:
        edits = [(target.source, [item_removal(bench.sources, target)])]
        what = message("removed `{id}`", id=target.id)
    # Without its milestones an activity is due by its own date; nothing depends on what else is removed.
    make_all(bench, edits, what, looked_at=isinstance(target, tuple) or target.kind == "activity")
