"""Start the program: the collector off, `--version` answered at once, everything else to `cli`."""

import contextlib
import gc
import os
import sys

VERSION = frozenset({"--version", "-V"})
VERBOSE = frozenset({"--verbose", "-v"})


def main() -> None:
    """Run the command line and exit with its code (see docs/commands.md)."""
    # A run lives for a second and frees nothing that matters, so cycles are never worth collecting:
    # this alone is a quarter of the start-up time (docs/dev/performance.md).
    gc.disable()
    words = frozenset(sys.argv[1:])
    if words & VERSION and words <= VERSION | VERBOSE:
        from ssetrack import __version__

        answer = f"ssetrack {__version__}\n"
        if words & VERBOSE:
            from ssetrack.dates.zone_data import zone_data

            release, place = zone_data()
            answer += f"time zones {release} ({place})\n"
        # What cannot be written, `run` complains of; past the buffer, in which it would stay and fail again.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.write(sys.stdout.fileno(), answer.encode())
            return
    from ssetrack.cli.run import run

    leave(run(sys.argv[1:]))


def leave(code: int) -> None:
    """End the process: the one place that does so.

    The interpreter first looks for cycles in all that is there, which takes a seventh of a run of any size
    (docs/dev/decisions.md). What is frozen it leaves to the system. `run` has written the result, and said
    what could not be written: what is left in the streams is on the side, or for nobody.
    """
    gc.freeze()
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except (OSError, ValueError, AttributeError):
            setattr(sys, name, None)  # else the interpreter tries again, complains, and ends with 120
    sys.exit(code)


if __name__ == "__main__":
    main()
