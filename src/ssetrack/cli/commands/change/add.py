"""`ssetrack add`: a new activity, or a milestone of one."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import section_names
from ssetrack.cli.options import EditOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssetrack.diagnostic import Route
    from ssetrack.edit.item_lookup import ItemKind
    from ssetrack.source import Source


def add(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The new id: 1.9, or 5.4/review for a milestone of 5.4, or plan:id."
        ),
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is to be done or reached.")],
    editing: EditOptions,
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]…", help="More fields, for example deadline=2027-03 owners=ben,chilo."
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="The section of a new activity (id or title).",
            autocompletion=section_names,
        ),
    ] = None,
) -> None:
    """Add an activity or a milestone."""
    from ssetrack.cli.commands.change.carrying_out import Edit, Order, already_so, carry_out
    from ssetrack.cli.commands.change.edit_session import Workbench, workbench
    from ssetrack.edit.adding import addition
    from ssetrack.edit.assignments import new_fields, refuse_field_as_title
    from ssetrack.language.message import message
    from ssetrack.plan.reference import Reference

    refuse_field_as_title(id_, title)
    bench = workbench(editing)
    new = Reference.from_text(id_)

    def with_item(bench: Workbench) -> Edit:
        if new.milestone is not None:
            target = bench.target(str(new._replace(milestone=None)))
            source, route, name = target.source, target.route, "milestones"
            own_id = new.milestone
        else:
            source = the_plan(bench.sources, new.plan)
            route, name = the_section(source, section), "activities"
            own_id = new.activity
        kind: ItemKind = "activity" if new.milestone is None else "milestone"
        fields = new_fields(source, own_id, title, assignments or (), kind, bench.today)
        what = message("added `{id}`", id=new.item)
        return Edit(source, [addition(source, route, name, fields)], what, already_so(new.item))

    carry_out(bench, [Order(id_, with_item)])


def the_plan(sources: "Sequence[Source]", plan: str | None) -> "Source":
    """The one plan that is meant. Raises `SsetrackError` where there are several, or none of that id."""
    from ssetrack import outline
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message
    from ssetrack.language.nearest import few
    from ssetrack.plan.lookup import no_such_plan

    readable = [source for source in sources if not source.broken]
    known = [outline.plan_id(source) for source in readable]
    chosen = [source for source, own in zip(readable, known, strict=True) if not plan or own == plan]
    if len(chosen) == 1:
        return chosen[0]
    if not chosen and plan:
        raise no_such_plan(plan, known)
    if not chosen:
        raise SsetrackError(message("no plan here can be read"), message("run `ssetrack lint`"))
    raise SsetrackError(
        message("there are several plans: {names}", names=few(known)),
        message("write `plan:id`, or name the file with `--in`"),
    )


def the_section(source: "Source", asked: str | None) -> "Route":
    """The section of that id or title; the plan itself where it has no sections and none is asked for."""
    from ssetrack import outline
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.collation import matching
    from ssetrack.language.message import message
    from ssetrack.language.nearest import few, nearest

    known = [
        (route, outline.text(node, "id"), outline.text(node, "title"))
        for route, node in outline.sections(source.root)
    ]
    if asked is None and not known:
        return ()
    names = [own or title or "?" for _, own, title in known]
    if asked is None:
        raise SsetrackError(
            message("a new activity needs a section"),
            message("add `--section` with one of {names}", names=few(names)),
        )
    ids = matching(asked, [own for _, own, _ in known if own is not None])
    titles = () if ids else matching(asked, [title for _, _, title in known if title is not None])
    found = [route for route, own, title in known if own in ids or title in titles]
    if len(found) == 1:
        return found[0]
    if found:
        raise SsetrackError(
            message("several sections are called `{name}`", name=asked),
            message("give the section an id first"),
        )
    meant = nearest(asked, [name for _, own, title in known for name in (own, title) if name])
    raise SsetrackError(
        message("there is no section `{name}`", name=asked),
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("there are {names}", names=few(names)),
    )
