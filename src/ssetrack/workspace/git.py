"""The door to git: the one place that starts a program, with a list of words and never through a shell.

Comes in: a folder, revisions and paths. Goes out: bytes of files, and what a file went through. Nothing here
writes to the repository, reaches a network or starts what a configuration names: a repository may be a
stranger's (docs/security.md). What git refuses is a `SsetrackError`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.workspace.reasons import REASONS

_ALWAYS = ("--no-pager", "--literal-pathspecs", "--no-optional-locks")
"""No other program to show the result, paths that are never patterns, nothing written beside the answer."""

_SETTINGS = {
    # What could start a program or reach a network, whoever wrote the configuration of the repository.
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    # What would give another answer than git does by itself.
    "core.quotePath": "false",
    "diff.renames": "true",
    "diff.relative": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "log.date": "default",
    "log.mailmap": "true",
    "log.showRoot": "true",
}
"""Settings that no configuration may decide: not the user's, and least of all a stranger's."""

_SURROUNDINGS = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""What is missing in a repository is not fetched: fetching starts programs that its configuration names."""

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
            message("git knows no revision `{revision}` here", revision=revision),
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
        with subprocess.Popen(
            _command("cat-file", "--batch"), cwd=self.root, env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            assert process.stdin is not None
            assert process.stdout is not None
            for blob in ids:
                process.stdin.write(f"{blob}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3:
                    raise SsetrackError(message("git does not have the file `{id}` of its own list", id=blob))
                size = int(head[2])
                content = process.stdout.read(min(size, most + 1))
                _skip(process.stdout, size + 1 - len(content))
                yield blob, content
            process.stdin.close()

    def _run(self, *words: str) -> bytes:
        return _output(self.root, *words)


def repository(folder: Path) -> Repository:
    """The repository that a folder is in: the one where the user stands if that holds it.

    So a folder that a stranger made to look like a repository, inside ours or unpacked into it, is never one.
    Raises `SsetrackError` where there is none, or no git.
    """
    place = folder.resolve()
    top = _top(Path.cwd())
    if top is None or not place.is_relative_to(top):
        top = _top(place)
    if top is None:
        raise SsetrackError(
            message("`{folder}` is in no git repository", folder=str(folder)),
            message("go to where the plans are kept with git, or compare two files"),
        )
    # git itself may refuse it, where it belongs to somebody else, or know better: the top may be elsewhere.
    known = _output(top, "rev-parse", "--show-toplevel").decode(errors="surrogateescape")
    return Repository(Path(known.removesuffix("\n")))


def _top(folder: Path) -> Path | None:
    """The nearest folder above that has a `.git`; git would also take one that is made up like a `.git`."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)


def _command(*words: str) -> list[str]:
    """The words that start git, which is looked for in whole paths only, never in the current folder."""
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    program = shutil.which("git", path=os.pathsep.join(one for one in places if Path(one).is_absolute()))
    if program is None:
        raise _cannot_start("No such file or directory")
    settings = (word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}"))
    return [program, *_ALWAYS, *settings, *words]


def _environment() -> dict[str, str]:
    """The environment for git: nothing that the caller, which may be git itself, wants of another git."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _SURROUNDINGS


def _output(folder: Path, *words: str) -> bytes:
    """What git prints. Raises `SsetrackError` with git's own reason where it refuses."""
    command = _command(*words)
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise _cannot_start(error.strerror or str(error)) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().splitlines()
    reason = said[0].removeprefix("fatal: ") if said else words[0]
    raise SsetrackError(message("git says: {reason}", reason=reason))


def _cannot_start(reason: str) -> SsetrackError:
    sentence = message("git cannot be started: {reason}", reason=REASONS.get(reason, reason))
    return SsetrackError(sentence, message("install git; it keeps the history"))


def _skip(stream: IO[bytes], octets: int) -> None:
    """Read past so many octets, a bounded number at a time."""
    while octets > 0 and (piece := stream.read(min(octets, 1 << 20))):
        octets -= len(piece)


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
