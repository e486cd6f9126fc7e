"""What a repository holds, object by object, from one process of git.

Comes in: names of objects: ids, or whatever git reads as one (`main`, `first:plans`). Goes out: commits, the
entries of folders, bytes of files. However many are asked for, git is started once.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, NamedTuple, Self

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.workspace.git_program import command, environment

FOLDER = "40000"
FILES = ("100644", "100755", "100664")
"""Modes of entries of a folder: what else there is are links and other repositories."""

LARGEST_RECORD = 64 * 1024 * 1024
"""Octets of a commit or a folder; larger ones are nobody's work."""

MOST_ENTRIES = 200_000
"""Files and folders that are looked through for plans."""


class Commit(NamedTuple):
    """A commit: its id, its folder, the commit before it on this branch, its second since 1970 (UTC)."""

    id: str
    tree: str
    parent: str | None
    second: int


class TreeEntry(NamedTuple):
    """What is in a folder: its mode, its name, its id."""

    mode: str
    name: str
    id: str


class Objects:
    """The objects of a repository, known by its top folder; to be used with `with`."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            command("cat-file", "--batch"), cwd=root, env=environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.__exit__(kind, error, trace)

    def content(self, name: str, kind: str, most: int) -> tuple[str, bytes] | None:
        """The id and the bytes of an object, at most one octet beyond `most`; None where there is none.

        `kind` is `commit`, `tree` or `blob`; a name that means something else is none.
        """
        if "\n" in name or "\0" in name:
            return None
        to, answers = self._process.stdin, self._process.stdout
        assert to is not None
        assert answers is not None
        try:
            to.write(f"{name}\n".encode(errors="surrogateescape"))
            to.flush()
        except BrokenPipeError as error:
            raise SsetrackError(message("git ended before it had answered")) from error
        head = answers.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        found = answers.read(min(size, most + 1))
        _skip(answers, size + 1 - len(found))
        return (head[0].decode(), found) if head[1].decode() == kind else None

    def commit(self, name: str) -> Commit | None:
        """The commit that a name means; None where there is none."""
        found = self.content(f"{name}^{{commit}}", "commit", LARGEST_RECORD)
        if found is None:
            return None
        lines = found[1].partition(b"\n\n")[0].decode(errors="surrogateescape").split("\n")
        fields: dict[str, str] = {}
        for line in lines:
            key, _, value = line.partition(" ")
            fields.setdefault(key, value)  # of several parents the first
        return Commit(found[0], fields["tree"], fields.get("parent"), _second(fields.get("committer", "")))

    def entries(self, tree: str) -> Iterator[TreeEntry]:
        """What is in a folder, in git's order; nothing where git does not have it."""
        found = self.content(tree, "tree", LARGEST_RECORD)
        content = b"" if found is None else found[1]
        length, at = len(tree) // 2, 0
        while (end := content.find(b"\0", at)) >= 0:
            mode, _, name = content[at:end].partition(b" ")
            at = end + 1 + length
            yield TreeEntry(mode.decode(), name.decode(errors="surrogateescape"), content[end + 1 : at].hex())

    def at(self, tree: str, path: str) -> tuple[str, TreeEntry] | None:
        """What is at a path below a folder, and that path as git spells it, in whatever Unicode form."""
        spelt, here = PurePosixPath(), TreeEntry(FOLDER, "", tree)
        for part in PurePosixPath(path).parts:
            if here.mode != FOLDER:
                return None
            entries = list(self.entries(here.id))
            exact = next((one for one in entries if one.name == part), None)
            same = exact or next((one for one in entries if nfc(one.name) == nfc(part)), None)
            if same is None:
                return None
            spelt, here = spelt / same.name, same
        return str(spelt) if spelt.parts else "", here

    def files(self, tree: str, below: str = "") -> Iterator[tuple[str, str]]:
        """The path and the id of each file below a folder; what is hidden is left out.

        Raises `SsetrackError` beyond `MOST_ENTRIES`: a few small objects can make billions of them.
        """
        waiting, seen = [(below, TreeEntry(FOLDER, "", tree))], 0
        while waiting:
            path, entry = waiting.pop()
            if entry.mode in FILES:
                yield path, entry.id
            elif entry.mode == FOLDER:
                inside = [one for one in self.entries(entry.id) if not one.name.startswith(".")]
                seen += len(inside)
                if seen > MOST_ENTRIES:
                    raise SsetrackError(
                        message(
                            "git has more than {number} files in `{path}`", number=MOST_ENTRIES, path=below
                        )
                    )
                waiting += [(f"{path}/{one.name}" if path else one.name, one) for one in reversed(inside)]


def _second(committer: str) -> int:
    """When a commit was made, from `name <address> seconds zone`; 0 for what is no such line."""
    words = committer.rpartition("> ")[2].split()
    try:
        return int(words[0][:18])
    except (IndexError, ValueError):
        return 0


def _skip(stream: IO[bytes], octets: int) -> None:
    """Read past so many octets, a bounded number at a time."""
    while octets > 0 and (piece := stream.read(min(octets, 1 << 20))):
        octets -= len(piece)
