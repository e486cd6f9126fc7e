"""The command line, from the words that were typed to the exit code: the one place that ends the program.

`run` is called with the words behind `ssetrack` and gives the exit code: 0 fine, 1 findings, 2 could not do
the job, 130 interrupted (docs/commands.md).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ssetrack.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from ssetrack.diagnostic import SsetrackError

COMPLETING = "_SSETRACK_COMPLETE"
"""Where typer's completion has the words that a shell asks about: there are none on the command line."""

VERBOSE = frozenset({"--verbose", "-v"})
"""What may be typed behind `ssetrack` alone."""

MOST_TRIES = 5
"""So often a command is begun again that found a file changed between reading and writing it."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code. A user's mistake is one line on stderr, never a traceback."""
    from ssetrack.cli.streams import give_up_stdout, prepare_streams
    from ssetrack.workspace.current_run import begin_run
    from ssetrack.workspace.opening import forget

    prepare_streams()
    forget()
    begin_run(arguments)
    stdout = sys.stdout
    try:
        code = _code(arguments)
        stdout.flush()
    except BrokenPipeError:  # whoever reads has enough (`| head`)
        give_up_stdout()
        return ExitCode.FINE
    except Exception as error:
        from ssetrack.cli.printing import print_error
        from ssetrack.workspace.remarks import reader_of_arguments

        refused = _refusal(error)
        if refused is None:
            raise
        print_error(refused, reader_of_arguments(arguments))
        try:
            stdout.flush()
        except OSError:
            give_up_stdout()
        return ExitCode.FAILED
    finally:
        sys.stdout = stdout
    return code


def _code(arguments: Sequence[str]) -> int:
    """The exit code of the command, done again on what is there then if a file was changed meanwhile.

    From the second time on the folder is locked while the plans are read, changed and written, so no other
    edit of ours can come between.
    """
    from ssetrack.workspace.locking import ChangedMeanwhile, all_locked

    folders: set[Path] = set()
    for number in range(MOST_TRIES):
        try:
            with all_locked(folders):
                return _code_of_one_try(arguments)
        except ChangedMeanwhile as change:
            folders.add(change.folder)
            if number + 1 == MOST_TRIES:
                raise
    raise AssertionError  # the last try has returned or raised


def _code_of_one_try(arguments: Sequence[str]) -> int:
    if VERBOSE.issuperset(arguments) and COMPLETING not in os.environ:
        from ssetrack.cli.welcome import has_plans, print_welcome

        if not has_plans():
            print_welcome()
            return ExitCode.FINE
        arguments = ["brief", *arguments]
    from ssetrack.cli.application import application

    try:
        code = application()(
            args=list(arguments), prog_name="ssetrack", standalone_mode=False, obj=tuple(arguments)
        )
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None  # typer makes a failure of it
        return stop.code if isinstance(stop.code, int) else ExitCode.FAILED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return code if isinstance(code, int) else ExitCode.FINE


def _refusal(error: Exception) -> SsetrackError | None:
    """What to say of an error; None where it is a mistake of ours that the traceback explains best."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    if isinstance(error, SsetrackError):
        return error
    if isinstance(error, OSError):
        from ssetrack.workspace.reasons import reason

        if error.filename is None:
            return SsetrackError(message("cannot write the result: {reason}", reason=reason(error)))
        return SsetrackError(
            message("cannot use `{path}`: {reason}", path=str(error.filename), reason=reason(error))
        )
    if isinstance(error, MemoryError):
        return SsetrackError(message("there is not enough memory for this"))
    if isinstance(error, RecursionError):
        return SsetrackError(message("something is nested more deeply than can be read"))
    return None
