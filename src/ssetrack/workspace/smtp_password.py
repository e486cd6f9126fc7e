"""The password of a mail server: from the environment, or from a program that somebody named for themselves.

Comes in: a command from somebody's own file, never from a repository's. Goes out: a password, which nothing
prints. The program is started with a list of words and never through a shell.
"""

from __future__ import annotations

import os
import shlex
import subprocess

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.workspace.reasons import reason

VARIABLE = "SSETRACK_SMTP_PASSWORD"
"""The password, whatever a file says."""

PATIENCE = 120.0
"""Seconds that somebody has to unlock what keeps their passwords."""


def smtp_password(command: str | None) -> str:
    """The password from the environment, else the first line that the command prints.

    Raises `SsetrackError` where there is none.
    """
    told = os.environ.get(VARIABLE)
    if told:
        return told
    if not command:
        raise SsetrackError(
            message("the mail server wants a password, and none is given"),
            message(
                "set {variable}, or write `password-command` in ~/.config/ssetrack/config.toml",
                variable=VARIABLE,
            ),
        )
    try:
        words = shlex.split(command)
        done = subprocess.run(words, stdout=subprocess.PIPE, timeout=PATIENCE, check=False)
    except OSError as error:
        raise _no_password(reason(error)) from error
    except (ValueError, IndexError, subprocess.TimeoutExpired) as error:
        raise _no_password(str(error)) from error
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        raise _no_password(message("it ended with exit code {code}", code=done.returncode))
    return lines[0]


def _no_password(why: Message | str) -> SsetrackError:
    return SsetrackError(
        message("`password-command` gave no password: {reason}", reason=why),
        message("run it in a terminal to see what it says"),
    )
