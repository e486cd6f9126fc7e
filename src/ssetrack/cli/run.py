"""The command line: the one place that prints, exits, reads the clock, the environment and the disk.

`run` is called with the words behind `ssetrack` and gives the exit code: 0 fine, 1 findings, 2 could not do
the job, 130 interrupted (docs/commands.md).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ssetrack.cli.exit_code import ExitCode


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code. A user's mistake is one line on stderr, never a traceback."""
    from ssetrack.cli.application import application
    from ssetrack.diagnostic import SsetrackError

    # The same bytes whatever the locale: a pipe or a file always gets UTF-8 and plain line ends.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        application()(args=list(arguments), prog_name="ssetrack")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ExitCode.FAILED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has enough (`| head`). Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINE
    except SsetrackError as error:
        from ssetrack.cli.printing import print_error
        from ssetrack.workspace.remarks import reader

        print_error(error, reader(arguments))
        return ExitCode.FAILED
    return ExitCode.FINE
