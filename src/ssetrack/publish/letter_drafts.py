"""Letters as drafts: a folder with a file for each, and one with all of them; or standard output.

Comes in: posts and a day. Goes out: files, each written whole, and only where it is different; a file that is
not a draft of ours is never replaced or removed. Nobody is told that anything was sent.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import count_of, message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.letters.mbox import mbox
from ssetrack.letters.message import Post, is_draft_of_ours, octets
from ssetrack.plan.slug import is_device, slug
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.published import octets_of
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.replacing import cannot_write
from ssetrack.workspace.writing import write_file

ALL = "letters.mbox"
"""The file with all letters."""

LONGEST_NAME = 80

Draft = tuple[str, Post]
"""The key of a reader, and the letter."""


def drafts_as_mbox(drafts: Sequence[Draft], day: date) -> bytes:
    """All letters in one."""
    return mbox((_content(post, day) for _, post in drafts), day)


def write_drafts(folder: Path, drafts: Sequence[Draft], day: date, *, prune: bool, speaker: Speaker) -> None:
    """Write the drafts, and say how many; name those of ours that are there from earlier, or remove them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, reason(error)) from error
    contents = {
        f"{name}.eml": _content(post, day)
        for name, (_, post) in zip(file_names([key for key, _ in drafts]), drafts, strict=True)
    }
    refuse_links_out(folder, (*contents, ALL))
    for name in (*contents, ALL):
        _refuse_other(folder / name)
    contents[ALL] = mbox(contents.values(), day)
    same = sum(not _write(folder / name, content) for name, content in contents.items() if name != ALL)
    _write(folder / ALL, contents[ALL])
    what = message(
        "{path}: {written}, {unchanged}",
        path=str(folder),
        written=count_of("{number} letter written", "{number} letters written", len(drafts) - same),
        unchanged=count_of("{number} unchanged", "{number} unchanged", same, context="letters"),
    )
    remark(what, speaker)
    _name_stale(folder, contents.keys(), prune=prune, speaker=speaker)


def file_names(keys: Sequence[str]) -> list[str]:
    """A name for each: the key as far as any disk takes it; where two are alike, the later has `-2`."""
    found: list[str] = []
    taken: set[str] = set()
    for key in keys:
        plain = slug(key)[:LONGEST_NAME].replace(".", "-").strip("-") or "x"
        name, number = plain, 1
        while name in taken or is_device(name):
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        found.append(name)
    return found


def _content(post: Post, day: date) -> bytes:
    return octets(post, datetime.combine(day, time(), UTC), is_draft=True)


def _write(path: Path, content: bytes) -> bool:
    """Write a file that says something else; whether it did."""
    if path.is_file() and octets_of(path) == content:
        return False
    write_file(path, content)
    return True


def _refuse_other(path: Path) -> None:
    if path.is_file() and path.stat().st_size and not is_draft_of_ours(octets_of(path)):
        raise SsetrackError(
            message("`{path}` already exists and is not a draft that ssetrack wrote", path=str(path)),
            message("nothing was written; give another folder"),
        )


def _name_stale(folder: Path, kept: Collection[str], *, prune: bool, speaker: Speaker) -> None:
    """Whoever sends all that is in the folder must not send an earlier letter again."""
    stale = [
        path
        for path in sorted(folder.glob("*.eml"))
        if path.name not in kept and path.is_file() and is_draft_of_ours(octets_of(path))
    ]
    if not stale:
        return
    listed = few([path.name for path in stale])
    if not prune:
        remark(message("from an earlier run: {names}; `--prune` removes them", names=listed), speaker)
        return
    for path in stale:
        path.unlink(missing_ok=True)
    remark(message("removed: {names}", names=listed), speaker)
