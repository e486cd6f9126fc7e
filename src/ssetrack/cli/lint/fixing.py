"""`lint --fix` and `lint --diff`: the fixes made in the files, or printed.

Comes in: the plans as read, and which rules are asked for. Goes out: what is still found, seen from a session
with the plans as they are then.
"""

from __future__ import annotations

import sys

from ssetrack.cli.commands.change.edit_session import write_fixed
from ssetrack.cli.printing import write_diff
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import file_bytes
from ssetrack.edit.fixes import FixedFile, Outcome, outcome_of_fixes
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.lint import Settings
from ssetrack.load import Loaded
from ssetrack.source import Limits, Source, read
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session


def with_fixes(session: Session, settings: Settings, *, unsafe: bool) -> Outcome:
    """The plans of the session with their fixes made, and what is still found; no file is written."""
    limits = session.configuration.limits
    sources = [_as_read(loaded, limits) for loaded in session.snapshot.portfolio.all_files]
    return outcome_of_fixes(sources, session.snapshot.today, settings, unsafe=unsafe, limits=limits)


def after_fixes(session: Session, outcome: Outcome) -> Session:
    """The session with the plans as they are now."""
    return session._replace(snapshot=outcome.snapshot)


def write_all(outcome: Outcome, speaker: Speaker) -> None:
    """Write every file that was fixed, or none of them, and say so to `speaker`."""
    files = _files_with_fixes(outcome)
    if any(file.before.path == STDIN for file in files):
        raise SsetrackError(
            message("standard input cannot be fixed in place"), message("use `--diff`, or give a file")
        )
    write_fixed(files)
    for file in files:
        fixed = speaker.count("{number} problem fixed", "{number} problems fixed", file.fixes)
        remark(message_behind_label(file.before.path, fixed), speaker)


def print_all(outcome: Outcome) -> bool:
    """Print what the fixes would change; whether that is anything."""
    for file in _files_with_fixes(outcome):
        write_diff(file.before.text, file.after.text, file.before.path)
    sys.stdout.flush()
    return bool(_files_with_fixes(outcome))


def _files_with_fixes(outcome: Outcome) -> list[FixedFile]:
    return [file for file in outcome.files if file.fixes]


def _as_read(loaded: Loaded, limits: Limits) -> Source:
    """The file as it was read: `load` may have mended the tree for those who only look at the plan."""
    source = loaded.source
    if source.broken or len(loaded.problems) == len(source.problems):
        return source
    return read(file_bytes(source, source.text), source.path, limits)
