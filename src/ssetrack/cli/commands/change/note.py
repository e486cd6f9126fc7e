"""`ssetrack note`: a remark with today's day."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.options import ITEM


def note(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT…", help="The remark; it may begin with its day: 2027-03-31, `yesterday`, `-2d`."
        ),
    ],
    editing: EditOptions,
) -> None:
    """Add a remark with today's date to the log of an item."""
    from ssetrack.cli.commands.change.carrying_out import Edit, Order, already_so, carry_out
    from ssetrack.cli.commands.change.edit_session import Workbench, workbench
    from ssetrack.edit.noting import log_addition, remark_of
    from ssetrack.edit.occurrences import note_on_time
    from ssetrack.language.message import message

    def with_remark(bench: Workbench) -> Edit:
        words = " ".join(text)
        one = bench.occurrence(id_)
        if one is not None:
            what = message("added to the notes of `{id}`: {text}", id=one.id, text=words)
            return Edit(one.item.source, note_on_time(one, words), what, already_so(one.id))
        target = bench.target(id_)
        remark = remark_of(words, bench.today)
        what = message("added to the log of `{id}`: {text}", id=target.id, text=remark)
        return Edit(target.source, log_addition(target, remark), what, already_so(target.id))

    carry_out(workbench(editing), [Order(id_, with_remark)])
