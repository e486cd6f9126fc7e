"""The door to git: the one place that starts a program, with a list of words and never through a shell.

Comes in: a folder, revisions and paths. Goes out: bytes of files, and what a file went through. Nothing here
writes to the repository. What git refuses is a `SsetrackError` in our words.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

_PLAIN = ("--no-pager", "--literal-pathspecs", "-c", "core.quotePath=false", "-c", "log.showSignature=false")
"""What a user's settings must not decide, and paths that are never read as patterns."""

_COMMIT, _FIELD = "\x01", "\x00"


@dataclass(frozen=True, slots=True)
class Version:
    """A file as one commit left it: its day, its author, the path then, the id of the bytes."""

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
            message("git knows no revision `{revision}` here", revision=revision),
            message("name a file, a folder, or a revision as in `git log`"),
        )

    def is_shallow(self) -> bool:
        """Whether the clone holds only a part of the history."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

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
            "--no-ext-diff", "--format=%x01%H%x00%cs%x00%an", "--", path,
        )  # fmt: skip
        return tuple(reversed(list(_versions(log.decode(errors="surrogateescape")))))

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each id, in that order, from one process."""
        command = ["git", *_PLAIN, "cat-file", "--batch"]
        with subprocess.Popen(
            command, cwd=self.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for blob in ids:
                process.stdin.write(f"{blob}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3:
                    raise SsetrackError(message("git does not have the file `{id}` of its own list", id=blob))
                yield blob, process.stdout.read(int(head[2]) + 1)[:-1]
            process.stdin.close()

    def _run(self, *words: str) -> bytes:
        return _git(self.root, *words)


def repository(folder: Path) -> Repository:
    """The repository that a folder is in. Raises `SsetrackError` where there is none, or no git."""
    top = _git(folder, "rev-parse", "--show-toplevel").decode(errors="surrogateescape")
    return Repository(Path(top.removesuffix("\n")))


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *_PLAIN, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        sentence = message("git cannot be started: {reason}", reason=error.strerror or str(error))
        raise SsetrackError(sentence, message("install git; it keeps the history")) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().splitlines()
    # Looked for on the disk: what git says about it is in the user's language.
    if not any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents)):
        raise SsetrackError(
            message("`{folder}` is in no git repository", folder=str(folder)),
            message("go to where the plans are kept with git, or compare two files"),
        )
    reason = said[0].removeprefix("fatal: ") if said else words[0]
    raise SsetrackError(message("git says: {reason}", reason=reason))


def _versions(log: str) -> Iterator[Version]:
    for entry in log.split(_COMMIT)[1:]:
        commit, day, author, *raw = entry.split(_FIELD)
        for place, text in enumerate(raw):
            if not text.lstrip("\n").startswith(":"):
                continue
            _, _, _, blob, what = text.lstrip("\n").split(" ")
            if what[0] != "D":
                path = raw[place + 2] if what[0] in "RC" else raw[place + 1]
                yield Version(commit, date.fromisoformat(day), author, path, blob)
            break
