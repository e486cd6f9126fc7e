"""A password: from the environment, or from a program that somebody named for themselves.

Comes in: the name of a variable; a command from somebody's own file, never from a repository's. Goes out: a
password, which nothing prints. The program is started with a list of words and never through a shell.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.workspace.reasons import reason

PATIENCE = 120.0
"""Seconds that somebody has to unlock what keeps their passwords."""


def smtp_password(command: str | None) -> str:
    """The password of the mail server. Raises `SsetrackError` where there is none."""
    return _password(
        "SSETRACK_SMTP_PASSWORD", command, message("the mail server wants a password, and none is given")
    )


def sync_password(variable: str, command: str | None) -> str:
    """The password of a task list, for which a variable is named.

    Raises `SsetrackError` where there is none.
    """
    return _password(
        variable, command, message("the server of the task list wants a password, and none is given")
    )


def _password(variable: str, command: str | None, absent: Message) -> str:
    """The password from the environment, whatever a file says, else what the command prints first."""
    told = os.environ.get(variable)
    if told:
        if not _is_utf_8(told):
            raise SsetrackError(
                message("the password in {variable} is not UTF-8", variable=variable),
                message("set the variable again, in a terminal that writes UTF-8"),
            )
        return told
    if not command:
        raise SsetrackError(
            absent,
            message(
                "set {variable}, or write `password-command` in ~/.config/ssetrack/config.toml",
                variable=variable,
            ),
        )
    try:
        words = shlex.split(command)
        done = subprocess.run(words, stdout=subprocess.PIPE, timeout=PATIENCE, check=False)
    except OSError as error:
        raise _no_password(reason(error)) from error
    except (ValueError, IndexError, subprocess.TimeoutExpired) as error:
        raise _no_password(str(error)) from error
    lines = re.split(r"\r?\n", done.stdout.decode(errors="replace"))
    if done.returncode or not lines[0]:
        raise _no_password(message("it ended with exit code {code}", code=done.returncode))
    return lines[0]


def _is_utf_8(text: str) -> bool:
    """Whether the octets of a variable are UTF-8: any other stand in it as lone surrogates (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_password(why: Message | str) -> SsetrackError:
    return SsetrackError(
        message("`password-command` gave no password: {reason}", reason=why),
        message("run it in a terminal to see what it says"),
    )
