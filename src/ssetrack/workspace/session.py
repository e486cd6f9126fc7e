"""A run of the program over some plan files: the plans on their day, and who reads the result.

Comes in: the configuration, paths, a wish for a language and a day. Goes out: a `Session`. The clock and the
environment are asked here, once.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from ssetrack.diagnostic import Severity
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker, supported_language, wanted_language
from ssetrack.load import Loaded
from ssetrack.status.snapshot import DayInZone, Snapshot, snapshot
from ssetrack.workspace.configuration import FILE, Configuration
from ssetrack.workspace.files import load_file
from ssetrack.workspace.opening import STDIN


class Session(NamedTuple):
    """The plans on their day, and the reader: their language (None: each plan's own), who speaks."""

    configuration: Configuration
    snapshot: Snapshot
    wanted: str | None
    speaker: Speaker


def open_session(
    configuration: Configuration,
    paths: Sequence[str],
    lang: str | None = None,
    day: date | DayInZone | None = None,
    *,
    soon: int | None = None,
    stdin_name: str = STDIN,
    doubtful: Sequence[str] = (),
) -> Session:
    """Read the plans at the paths as they stand on a day, today unless another is asked for.

    `lang` and `soon` are what was asked for; else the configuration's, and for the language the
    environment's. `stdin_name` is the path that standard input goes by. What is wrong with the `doubtful`
    files, which may be plans, is a warning. Raises `SsetrackError` for a file that cannot be read.
    """
    wanted, speaker = reader_of(configuration, lang)
    loaded = [load_file(path, configuration.limits, stdin_name=stdin_name) for path in paths]
    loaded += [with_doubt(load_file(path, configuration.limits)) for path in doubtful]
    usual = configuration.soon if soon is None else soon
    return Session(configuration, snapshot(loaded, day or now(), usual), wanted, speaker)


def with_doubt(loaded: Loaded) -> Loaded:
    """A file that may be a plan, with nothing worse than a warning."""
    advice = message(
        "if it is a plan, write `ssetrack: 1` as its first line; else leave it out: `exclude` in {file}",
        file=FILE,
    )
    problems = (
        one._replace(severity=Severity.WARNING, help=advice if one.rule == "format-version" else one.help)
        for one in loaded.problems
    )
    return loaded._replace(problems=tuple(problems))


def reader_of(configuration: Configuration, lang: str | None = None) -> tuple[str | None, Speaker]:
    """The language that the reader wants, None where nothing says so, and who speaks to them."""
    wanted = wanted_language(lang or configuration.lang, os.environ)
    return wanted, Speaker(supported_language(wanted))


def now() -> datetime:
    """This instant; each plan's zone says which day that is."""
    return datetime.now(UTC)
