"""Since when changes are told: the answer's other side, where the plans on the disk are compared with git.

Comes in: nothing. Goes out: `Since`, which says how far back the comparison goes, and what it leaves out.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Since(NamedTuple):
    """What the plans as they are now are compared with.

    `asked` is the day (the plans as they were when it began) or the revision that was asked for, `commit` the
    full id of the commit that has them. `begins` is the day of that commit where git remembers nothing from
    before the day that was asked for; `is_shallow` says that this clone has only a part of the history.
    `unreadable` are the paths of plans that cannot be read now, or could not then, and `unkept` those that
    are not in the repository: of both, nothing is said.
    """

    asked: date | str
    commit: str
    begins: date | None = None
    is_shallow: bool = False
    unreadable: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()
