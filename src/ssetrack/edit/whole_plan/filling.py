"""A vacant role filled: its short name becomes that of whoever takes it, everywhere, and its entry goes.

Comes in: sources, the role and who takes it. Goes out: the changes of each file. Nobody is in a list twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change, Meant
from ssetrack.edit.editability import refusal
from ssetrack.edit.lists import list_splices
from ssetrack.edit.splice import Splice
from ssetrack.edit.values import yaml_text
from ssetrack.edit.whole_plan.mentions import owner_mentions
from ssetrack.edit.whole_plan.part_lookup import PartNode
from ssetrack.edit.whole_plan.removing import entry_removal
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.plan.kinds import switch
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Scalar
from ssetrack.source.tree import Sequence as List

OF_A_ROLE = ("name", "vacant", "aliases")
"""Fields of an entry that say nothing once somebody has the role."""


def filling(seats: Sequence[PartNode], owner: str) -> list[tuple[Source, list[Change]]]:
    """The changes that give an owner all that a vacant role has, in each plan that declares it.

    Raises `SsetrackError` for what is no vacant role, and for whom one of the plans does not declare.
    """
    edits = []
    for seat in seats:
        if seat.kind != "owner" or not switch(outline.text(seat.node, "vacant") or "no"):
            raise SsetrackError(
                message("`{name}` is not a vacant role", name=seat.id),
                message("nothing was changed; `ssetrack rename` gives an owner another short name"),
            )
        if nfc(owner) == nfc(seat.id):
            raise SsetrackError(
                message("`{name}` is the role itself", name=owner),
                message("nothing was changed; name the person or the team that takes it"),
            )
        known = {nfc(key): key for key, _ in outline.declarations(seat.source.root, "owners")}
        if nfc(owner) not in known:
            raise SsetrackError(
                message("`{name}` is not declared in `owners` of {path}", name=owner, path=seat.source.path),
                message("declare them first: `ssetrack add owner:{name} NAME`", name=owner),
            )
        edits.append((seat.source, _changes(seat, str(known[nfc(owner)]))))
    return edits


def fields_that_go(seats: Sequence[PartNode]) -> list[str]:
    """What the entries of a role say beside its name, and nobody else will say: `notes`, `alternates`."""
    fields = (str(key) for seat in seats if isinstance(seat.node, Mapping) for key in seat.node)
    return [one for one in dict.fromkeys(fields) if one not in OF_A_ROLE]


def _changes(seat: PartNode, owner: str) -> list[Change]:
    """The changes of one plan; a list that is reached in several ways is changed once, and meant at each."""
    found: dict[int, Change] = {}
    for route, node in owner_mentions(seat.source.root):
        if nfc(node) != nfc(seat.id) or route[:2] == seat.route:
            continue
        if route[:2] == ("owners", owner):
            raise SsetrackError(
                message(
                    "`{field}` of `{name}` has the role `{seat}`", name=owner, seat=seat.id, field=route[2]
                ),
                message("nothing was changed; remove it there first"),
            )
        change = _in_place(seat, route, node, owner)
        key = change.lines[0]
        known = found.get(key)
        if known is not None:
            change = Change((*known.meant, *change.meant), known.splices, known.lines)
        found[key] = change
    return [*found.values(), entry_removal(seat.source, ("owners",), seat.id)]


def _in_place(seat: PartNode, route: Route, node: Scalar, owner: str) -> Change:
    """The change of one list, or of a text in the place of one."""
    source = seat.source
    if not isinstance(route[-1], int):
        flow = source.text[node.start - 1 : node.start] in ("[", "{", ",")
        text = yaml_text(owner, flow=flow, style=node.style)
        return Change((Meant(route, owner),), (Splice(node.start, node.end, text),), (node.start, node.end))
    people = source.node(route[:-1])
    assert isinstance(people, List)
    names = [owner if isinstance(one, str) and nfc(one) == nfc(seat.id) else one for one in people]
    wanted = list(dict.fromkeys(str(one) for one in names))
    splices = list_splices(source, people, wanted)
    if splices is None:
        raise refusal(message("a list of people has something that is not a short name"))
    return Change((Meant(route[:-1], wanted),), tuple(splices), (people.start, people.end))
