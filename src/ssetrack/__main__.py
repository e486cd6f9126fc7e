"""Start the program: the collector off, `--version` answered at once, everything else to `cli`."""

import contextlib
import gc
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

    code = run(sys.argv[1:])
    gc.freeze()  # nor is there anything to look for on the way out
    sys.exit(code)


if __name__ == "__main__":
    main()
