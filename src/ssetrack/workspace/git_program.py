"""How git is started: the one place that starts a program, with a list of words and never through a shell.

Comes in: a folder and the words for git. Goes out: what it prints. Nothing here writes to a repository,
reaches a network or starts what a configuration names: a repository may be a stranger's (docs/security.md).
What git refuses is a `SsetrackError`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
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


def command(*words: str) -> list[str]:
    """The words that start git, which is looked for in whole paths only, never in the current folder.

    Raises `SsetrackError` where there is none.
    """
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    program = shutil.which("git", path=os.pathsep.join(one for one in places if Path(one).is_absolute()))
    if program is None:
        raise _cannot_start("No such file or directory")
    settings = (word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}"))
    return [program, *_ALWAYS, *settings, *words]


def environment() -> dict[str, str]:
    """The environment for git: nothing that the caller, which may be git itself, wants of another git."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _SURROUNDINGS


def output(folder: Path, *words: str) -> bytes:
    """What git prints. Raises `SsetrackError` with git's own reason where it refuses."""
    line = command(*words)
    try:
        done = subprocess.run(
            line,
            cwd=folder,
            env=environment(),
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
