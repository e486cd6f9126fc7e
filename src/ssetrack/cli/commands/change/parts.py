"""Owners, goals, sections and plans in `set` and `add`.

Comes in: a part as it was named, and assignments. Goes out: the changed plans, one of each that has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.cli.commands.change.carrying_out import already_so
from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.cli.commands.change.places import the_section
from ssetrack.cli.commands.change.whole_plan import make_all
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.assignments import Assignments
from ssetrack.edit.whole_plan.part_assignments import addition_of_part, part_changes
from ssetrack.edit.whole_plan.part_lookup import PartNode, plan_named
from ssetrack.edit.whole_plan.removing import refuse_new_plan_id
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.part_names import KINDS
from ssetrack.workspace.remarks import remark


def set_parts(bench: Workbench, parts: Sequence[PartNode], assignments: Assignments) -> None:
    """Change fields of a part; of a person in several plans, in each of them."""
    what = message("changed `{id}`: {fields}", id=str(parts[0]), fields=", ".join(assignments))
    new_plan_id = parts[0].kind == "plan" and "id" in assignments
    if new_plan_id:
        refuse_new_plan_id(parts[0], bench.sources)
    make_all(
        bench,
        [(one.source, part_changes(one, assignments)) for one in parts],
        what,
        unchanged=already_so(str(parts[0])),
    )
    if new_plan_id:
        remark(
            message("calendars will show the entries of this plan as new ones, because its id changed"),
            bench.speaker,
        )


def is_part(asked: str) -> bool:
    """Whether a new id is that of an owner, a goal or a section."""
    kind, colon, _ = asked.partition(":")
    return bool(colon) and kind in KINDS


def add_part(bench: Workbench, asked: str, title: str, assignments: Assignments, section: str | None) -> None:
    """Add an owner, a goal or a section to the one plan that is meant; `owner:plan:id` names it."""
    kind, _, name = asked.partition(":")
    plan, colon, own = name.rpartition(":")
    source = plan_named(
        bench.sources,
        plan if colon else None,
        lambda plans: message("write one of {names}", names=few(f"{kind}:{one}:{own}" for one in plans)),
    )
    what = message("added `{id}`", id=f"{kind}:{own}")
    holder = the_section(source, section) if section is not None else ()
    match kind:
        case "owner" | "goal" if section is None:
            change = addition_of_part(source, kind, own, title, assignments)
        case "section":
            change = addition_of_part(source, kind, own, title, assignments, holder)
        case "plan":
            raise SsetrackError(
                message("a new plan is a file of its own"), message("`ssetrack init PATH` writes one")
            )
        case _:
            raise SsetrackError(
                message("`{id}` is in no section", id=asked), message("leave out `--section`")
            )
    make_all(bench, [(source, [change])], what)
