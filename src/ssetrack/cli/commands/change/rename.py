"""`ssetrack rename`: another id, wherever plans name it."""

from typing import Annotated

import typer

from ssetrack.cli.completion import all_names
from ssetrack.cli.edit_options import EditOptions


def rename(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An activity, a milestone (5.4/draft), owner:ana, goal:A or section:web.",
            autocompletion=all_names,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id, or short name.")],
    editing: EditOptions,
    baseline: Annotated[
        list[str] | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="A baseline file to update too; not needed for baseline.json here or next to a plan.",
        ),
    ] = None,
) -> None:
    """Give an item, owner, goal or section another id, everywhere.

    Calendars keep its entries, because the first id is saved as `uid`.
    """
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.whole_plan import make_all, target_of
    from ssetrack.cli.lint.renamed_baseline import renamed_baselines
    from ssetrack.edit.whole_plan.renaming import item_renaming, part_renaming
    from ssetrack.edit.whole_plan.uids import first_holder
    from ssetrack.language.message import message
    from ssetrack.workspace.remarks import remark

    bench = workbench(editing)
    target = target_of(bench, id_)
    bench.name_unreadable()
    if isinstance(target, tuple):
        own, plans, kind = target[0].id, [one.plan for one in target], target[0].kind
        what = message("renamed `{old}` to `{new}`", old=str(target[0]), new=f"{kind}:{new}")
        edits = part_renaming(bench.sources, target, new) if new != own else []
        renamed: tuple[str, str, str] = (kind, own, new)
        other = first_holder(bench.sources, target[0]) if kind == "goal" else None
    else:
        activity, slash, _ = target.id.partition("/")
        own, plans = target.id, [target.plan]
        above = f"{activity}/" if slash else ""
        last = new.removeprefix(above)
        what = message("renamed `{old}` to `{new}`", old=own, new=above + last)
        edits = item_renaming(bench.sources, target, last) if above + last != own else []
        renamed = (target.kind, own, above + last)
        other = first_holder(bench.sources, target)
    if not edits:
        remark(message("`{id}` already has this id", id=own), bench.speaker)
        return
    paths = [source.path for source in bench.sources]
    make_all(
        bench, edits, what, looked_at=True, beside=renamed_baselines(baseline or (), paths, plans, renamed)
    )
    if other is not None:
        remark(
            message(
                "calendars will show `{new}` as a new entry, because `{other}` had the id `{old}` first",
                new=renamed[2],
                other=other,
                old=own.rpartition("/")[2],
            ),
            bench.speaker,
        )
