"""Baselines that follow a renaming: what is known of an item is known of it under its new id.

Comes in: the baselines that lie about, and what was renamed in which plan. Goes out: their new contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.lint.baseline import LARGEST, Baseline
from ssetrack.workspace.opening import octets

USUAL = "baseline.json"
"""The baseline that is found by its name."""


def is_baseline(path: str) -> bool:
    """Whether a file is a baseline."""
    try:
        return Baseline.is_one(octets(path, LARGEST).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return False


def baselines(asked: Sequence[str], plans: Sequence[str]) -> Iterator[Path]:
    """The baselines that were asked for, and those with the usual name here and beside the plans.

    Raises `SsetrackError` for one that was asked for and is none.
    """
    for path in asked:
        if not is_baseline(path):
            raise SsetrackError(
                message("`{path}` is not a baseline file", path=path),
                message("nothing was changed; give the file that `lint --baseline` reads"),
            )
    usual = [str(folder / USUAL) for folder in (Path(), *(Path(path).parent for path in plans))]
    seen = set()
    for path in (*asked, *filter(is_baseline, usual)):
        real = Path(path).resolve()
        if real not in seen:
            seen.add(real)
            yield Path(path)


def renamed_baselines(
    asked: Sequence[str], paths: Sequence[str], plans: Sequence[str], renamed: tuple[str, str, str]
) -> Iterator[tuple[Path, bytes]]:
    """The baselines that know what was renamed (its kind, old id, new id) in the plans, as they are to be.

    `paths` are those of all plans at hand.
    """
    for path in baselines(asked, paths):
        before = after = Baseline.from_text(octets(str(path), LARGEST).decode("utf-8-sig"), str(path))
        for plan in plans:
            after = after.with_new_id(plan, *renamed)
        if after.counts != before.counts:
            yield path, after.text().encode()
