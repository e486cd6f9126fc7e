"""A git repository: which one a folder is in, its revisions, and what a file went through.

Comes in: a folder, revisions and paths. Goes out: bytes of files, and what a file went through. How git is
started, `git_program` knows. What git refuses is a `SsetrackError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.workspace.configuration import top_of
from ssetrack.workspace.git_objects import Objects
from ssetrack.workspace.git_program import output

LAST_DAY = date.max
"""The day of a commit that is dated beyond the year 9999."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as one commit left it: its day, its author, the path then, the id of the bytes.

    A commit that is dated beyond the year 9999 has `LAST_DAY`.
    """

    commit: str
    day: date
    author: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, known by its top folder."""

    root: Path

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names. Raises `SsetrackError` where there is none."""
        if not revision.startswith("-"):
            try:
                wanted = f"{revision}^{{commit}}"
                return self._run("rev-parse", "--verify", "--quiet", wanted).decode().strip()
            except SsetrackError:
                pass
        raise SsetrackError(
            message("git does not know the revision `{revision}` here", revision=revision),
            message("name a file, a folder, or a revision as in `git log`"),
        )

    def is_shallow(self) -> bool:
        """Whether the clone holds only a part of the history."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def spelling(self, commit: str, path: str) -> str:
        """A path as the commit spells it, where that differs only in its Unicode form; else as it is."""
        if path.isascii() or self.files(commit, path):
            return path
        wanted = nfc(path)
        names = (PurePosixPath(name) for name, _ in self.files(commit, ""))
        known = {str(one) for name in names for one in (name, *name.parents) if nfc(str(one)) == wanted}
        return min(known, default=path)

    def files(self, commit: str, path: str) -> tuple[tuple[str, str], ...]:
        """The files at a path of a commit (all below a folder), each with the id of its bytes."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *([path] if path else []))
        found = []
        for entry in listed.decode(errors="surrogateescape").split("\0"):
            about, tab, name = entry.partition("\t")
            words = about.split(" ")
            if tab and words[1] == "blob" and words[0] != "120000":
                found.append((name, words[2]))
        return tuple(found)

    def versions(self, path: str) -> tuple[Version, ...]:
        """What the commits up to now made of a file, the oldest first, followed through renames.

        Only the first parent of a merge is followed: what a branch did counts from the day it was merged, so
        that the versions are those that people on this branch had before them, one after the other.
        """
        log = self._run(
            "log", "--follow", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "-z",
            "--no-ext-diff", "--no-textconv", f"-O{os.devnull}", "--format=%H%x00%cs%x00%an", "--", path,
        )  # fmt: skip
        return tuple(reversed(list(_versions(log.decode(errors="surrogateescape").split("\0")))))

    def blobs(self, ids: Iterable[str], most: int) -> Iterator[tuple[str, bytes]]:
        """The bytes of each id, in that order, from one process; of each at most one octet beyond `most`."""
        with self.objects() as objects:
            for blob in ids:
                found = objects.content(blob, "blob", most)
                if found is None:
                    raise SsetrackError(message("git does not have the file `{id}` of its own list", id=blob))
                yield blob, found[1]

    def objects(self) -> Objects:
        """All that the repository holds, from one process; to be used with `with`."""
        return Objects(self.root)

    def _run(self, *words: str) -> bytes:
        return output(self.root, *words)


def repository(folder: Path) -> Repository:
    """The repository that a folder is in: the one where the user stands if that holds it.

    So a folder that a stranger made to look like a repository, inside ours or unpacked into it, is never one.
    Raises `SsetrackError` where there is none, or no git.
    """
    place = folder.resolve()
    top = top_of(Path.cwd())
    if top is None or not place.is_relative_to(top):
        top = top_of(place)
    if top is None:
        raise SsetrackError(
            message("the plans are not kept with git, so earlier versions are not known"),
            message("go to a folder that is kept with git, or compare two files: `ssetrack diff OLD NEW`"),
        )
    # git itself may refuse it, where it belongs to somebody else, or know better: the top may be elsewhere.
    known = output(top, "rev-parse", "--show-toplevel").decode(errors="surrogateescape")
    return Repository(Path(known.removesuffix("\n")))


def _versions(fields: Sequence[str]) -> Iterator[Version]:
    """The versions in a log: for each commit three fields, then a change with one path, or two if renamed.

    Fields are told by their place alone, so an author or a path may hold any character.
    """
    at = 0
    while at + 2 < len(fields):
        commit, day, author = fields[at].lstrip("\n"), fields[at + 1], fields[at + 2]
        at += 3
        is_first = True
        while at < len(fields) and fields[at].lstrip("\n").startswith(":"):
            blob, what = fields[at].split(" ")[3:5]
            at += 3 if what[0] in "RC" else 2
            if is_first and what[0] != "D":
                yield Version(commit, _day(day), author, fields[at - 1], blob)
            is_first = False


def _day(written: str) -> date:
    """The day of a commit; git also prints years that no calendar here has."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return LAST_DAY
