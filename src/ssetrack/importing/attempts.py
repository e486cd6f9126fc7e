"""Many changes of one plan at once, of which some may make an error: then the others are done.

Comes in: how to make the changes but for some of them, and which of them an error comes from. Goes out: the
plan with all that makes no error. A conflict in the planning is no reason to leave anything out: it is done,
and told. What is an error and what a conflict, the rules of lint decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, NamedTuple, Protocol, TypeVar

from ssetrack.diagnostic import Finding, Kind
from ssetrack.lint.new_errors import difference, errors_of
from ssetrack.source import Source
from ssetrack.status import Snapshot

MOST_ROUNDS = 20
"""So often is looked again whether what is left makes an error."""


class Attempt(Protocol):
    """What came of making changes."""

    @property
    def source(self) -> Source:
        """The plan then."""


Made = TypeVar("Made", bound=Attempt)
Key = TypeVar("Key", bound=Hashable)


class Outcome(NamedTuple, Generic[Made, Key]):
    """What can be done."""

    made: Made
    """The last attempt; not to be used where there is a defect."""
    conflicts: tuple[Finding, ...]
    """Dates that do not fit together any more."""
    left_out: Mapping[Key, Finding]
    """What is not done, and the error that it would make."""
    defect: Finding | None
    """An error that comes from none of the changes alone: then nothing can be done."""


def without_defects(
    before: Source,
    plans_with: Callable[[Source], Snapshot],
    attempt: Callable[[Mapping[Key, Finding]], Made],
    causes: Callable[[Finding, Made], Collection[Key]],
) -> Outcome[Made, Key]:
    """The most that can be done of some changes without an error.

    `attempt` makes all of them but those that are left out; `causes` says which of them an error comes from.
    """
    left_out: dict[Key, Finding] = {}
    known: list[Finding] | None = None
    defects: list[Finding] = []
    made = attempt(left_out)
    for _ in range(MOST_ROUNDS):
        if made.source.text == before.text:
            return Outcome(made, (), left_out, None)
        if known is None:
            known = errors_of(plans_with(before))
        errors = difference(known, errors_of(plans_with(made.source))).new
        defects = [one for one in errors if one.kind is not Kind.CONFLICT]
        if not defects:
            return Outcome(made, tuple(errors), left_out, None)
        more = {key: one for one in defects for key in causes(one, made) if key not in left_out}
        if not more:
            break
        left_out |= more
        made = attempt(left_out)
    return Outcome(made, (), left_out, defects[0])
