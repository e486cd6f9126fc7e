"""Start the program: the collector off, `--version` answered at once, everything else to `cli`."""

import atexit
import contextlib
import gc
import os
import sys

VERSION = frozenset({"--version", "-V"})
VERBOSE = frozenset({"--verbose", "-v"})


def main() -> None:
    """Run the command line and exit with its code (see docs/commands.md)."""
    # A run lives for a second and frees nothing that matters, so cycles are never worth collecting:
    # this alone is a quarter of the start-up time (docs/performance.md).
    gc.disable()
    words = frozenset(sys.argv[1:])
    if words & VERSION and words <= VERSION | VERBOSE:
        from ssetrack import __version__

        with contextlib.suppress(OSError, AttributeError):  # what cannot be written, `run` complains of
            sys.stdout.write(f"ssetrack {__version__}\n")
            if words & VERBOSE:
                from ssetrack.dates.zone_data import zone_data

                release, place = zone_data()
                sys.stdout.write(f"time zones {release} ({place})\n")
            sys.stdout.flush()
            return
    from ssetrack.cli.run import run

    leave(run(sys.argv[1:]))


def leave(code: int) -> None:
    """End the process as soon as all is done that was to be done at its end: the one place that does so.

    The interpreter would first take its memory apart, object by object, which for a large plan takes longer
    than to date its items; the system takes it back as a whole. `run` has written the result, and said what
    could not be written: what is left in the streams is on the side, or for nobody. We start no threads.
    """
    if sys.getprofile() is not None:  # whoever measures us has something to do afterwards
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001  (the one way to do what others asked for at the end)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
