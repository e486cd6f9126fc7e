"""How a run of `ssetrack` ended, as shells and CI are told (docs/commands.md)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended, for shells and CI."""

    FINE = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130
