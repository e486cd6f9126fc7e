"""`lint --baseline` and `--write-baseline`: the file in which a team keeps what it lives with for now.

Comes in: findings and the path of the file. Goes out: the findings that are new; the file, if it is to be
written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ssetrack.diagnostic import Finding, SsetrackError
from ssetrack.language.message import message
from ssetrack.lint import Settings, rules_for
from ssetrack.lint.baseline import LARGEST, Baseline
from ssetrack.workspace.opening import input_octets, octets
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session
from ssetrack.workspace.writing import write_file


def only_new(
    findings: Sequence[Finding], session: Session, settings: Settings, path: str
) -> tuple[Finding, ...]:
    """The findings that the baseline in the file does not know. Says how many it knows in vain."""
    baseline = Baseline.from_text(_text_of(path), path)
    compared = baseline.comparison(findings, _plans(session), rules_for(settings))
    if compared.gone:
        speaker = session.speaker
        fixed = speaker.count(
            "{number} saved problem is fixed", "{number} saved problems are fixed", compared.gone
        )
        remark(
            message("{path}: {fixed}; run `--write-baseline` to update the file", path=path, fixed=fixed),
            speaker,
        )
    return compared.new


def write_known(findings: Sequence[Finding], session: Session, path: str) -> tuple[Finding, ...]:
    """Write all findings into the file, and give those that nothing silences."""
    _refuse_other(path)
    baseline = Baseline.of(findings, _plans(session))
    write_file(Path(path), baseline.text().encode())
    number = sum(baseline.counts.values())
    speaker = session.speaker
    problems = speaker.count("{number} problem", "{number} problems", number)
    remark(
        message(
            "{path}: saved {problems}; from now on only new ones are reported", path=path, problems=problems
        ),
        speaker,
    )
    return baseline.comparison(findings, _plans(session), ()).new


def _refuse_other(path: str) -> None:
    """Refuse to replace a file that is no baseline."""
    try:
        there = octets(path, LARGEST)
    except OSError:
        return  # none, or no file; what is wrong with it is said when it is written
    if there and not Baseline.is_one(there.decode("utf-8-sig", "replace")):
        raise SsetrackError(
            message("`{path}` is not a baseline file", path=path),
            message("nothing was changed; give a new file name, such as `baseline.json`"),
        )


def _plans(session: Session) -> dict[str, str]:
    """The id of the plan in each file."""
    return {file.path: file.id for file in session.snapshot.portfolio.files}


def _text_of(path: str) -> str:
    try:
        return input_octets(path, LARGEST).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SsetrackError(
            message("the baseline file `{path}` does not exist", path=path),
            message("to write it, add `--write-baseline`"),
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else message("it is not UTF-8")
        raise SsetrackError(message("cannot read `{path}`: {reason}", path=path, reason=why)) from error
