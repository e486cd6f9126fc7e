"""Under which id the plan has, or would have, what was matched.

Comes in: a match, and the ids of new rows. Goes out: ids as a plan has them; `5.4/draft` for a milestone.
"""

from __future__ import annotations

from collections.abc import Mapping

from ssetrack.merge.matching import Match, Matching
from ssetrack.plan.reference import item_id


def own_id(match: Match, ids: Mapping[str, str]) -> str:
    """The id of an activity, or of a milestone within its activity."""
    if match.ours is not None:
        return match.ours.key
    if match.base is not None:
        return match.base.key
    assert match.theirs is not None
    return match.theirs.key if match.is_part else ids.get(match.theirs.key, match.theirs.key)


class PlanIds:
    """The ids of all that was matched."""

    def __init__(self, matched: Matching, ids: Mapping[str, str]) -> None:
        self._ids = ids
        self._above = {match.name: own_id(match, ids) for match in matched.matches}

    def of(self, match: Match) -> str:
        """The id within the plan."""
        own = own_id(match, self._ids)
        return item_id(self._above[match.whole], own) if match.is_part else own
