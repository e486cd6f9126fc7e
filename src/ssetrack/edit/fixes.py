"""What lint proposes, done: fixes made, the plans read and checked again, until nothing more is mended.

Comes in: files as read, the day, which rules are asked for and whether guesses are welcome. Goes out: the
files with their fixes, and what is still found. A fix that would change anything but its own place is left
undone; the finding stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ssetrack.diagnostic import Edit, Finding, Range, Safety
from ssetrack.edit.change import file_bytes
from ssetrack.edit.comparison import Touched, is_same_but_for
from ssetrack.edit.splice import Splice, text_with
from ssetrack.lint import Settings, check
from ssetrack.load import Loaded, load
from ssetrack.source import DEFAULT_LIMITS, Limits, Source, read
from ssetrack.source.comments import comments
from ssetrack.status import Snapshot, snapshot

MOST_PASSES = 10
"""Most plans need two: a fix may show another mistake."""

MOST_LETTERS = 200_000
"""What is gone through again: a plan of 20,000 letters ten times, one of 100,000 or more twice."""

_COMMENTS_GO = frozenset(("text-cut-at-hash", "unused-ignore"))
"""The rules whose fixes take a comment away."""

_NAMES_IGNORED = re.compile(r"(?<=ignore)\[[^\]]*\]|(?<=ignore-file)\[[^\]]*\]")

FORMATTING = frozenset(("reread-value", "whitespace", "written-out-date", "wrong-type"))
"""The rules whose safe fixes `fmt` makes: quotes, the last line break, canonical dates, lists."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file before and after; `fixes` counts what was mended in it."""

    before: Source
    after: Source
    fixes: int = 0

    @property
    def content(self) -> bytes:
        """The bytes that the file is to have."""
        return file_bytes(self.after, self.after.text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All files, and the plans and findings of the last pass."""

    files: tuple[FixedFile, ...]
    snapshot: Snapshot
    findings: tuple[Finding, ...]


def outcome_of_fixes(
    sources: Sequence[Source],
    today: date,
    settings: Settings,
    *,
    unsafe: bool,
    formatting: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome:
    """Make the fixes that the chosen rules propose, safe ones or all, in at most ten passes.

    A large plan is gone through less often, and what is left the next run finds.
    With `formatting` no blank is touched, nor any line end but a missing last one: they may be a comment's.
    """
    files = [FixedFile(source, source) for source in sources]
    loaded = [load(source) for source in sources]
    settings = replace(settings, fixing=True)
    outcome = _outcome(files, loaded, today, settings)
    letters = sum(len(source.text) for source in sources)
    for _ in range(max(2, min(MOST_PASSES, MOST_LETTERS // (letters or 1)))):
        mended = []
        for file in files:
            proposed = _proposals(outcome.findings, file, unsafe=unsafe)
            if formatting:
                proposed = [
                    one for one in proposed if one.rule != "whitespace" or _at_the_end(one, file.after)
                ]
            mended.append(source_with_fixes(file.after, proposed, limits))
        if not any(count for _, count in mended):
            break
        for index, (after, count) in enumerate(mended):
            if count:
                files[index] = FixedFile(files[index].before, after, files[index].fixes + count)
                loaded[index] = load(after)
        outcome = _outcome(files, loaded, today, settings)
    return outcome


def _outcome(files: list[FixedFile], loaded: list[Loaded], today: date, settings: Settings) -> Outcome:
    plans = snapshot(loaded, today)
    return Outcome(tuple(files), plans, check(plans, settings))


def _proposals(findings: Sequence[Finding], file: FixedFile, *, unsafe: bool) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.path == file.before.path
        and finding.fix is not None
        and (unsafe or finding.fix.safety is Safety.SAFE)
    ]


def _at_the_end(finding: Finding, source: Source) -> bool:
    """Whether a finding is about the very end of the text."""
    return finding.location.range.start == len(source.text)


def source_with_fixes(
    source: Source, findings: Sequence[Finding], limits: Limits = DEFAULT_LIMITS
) -> tuple[Source, int]:
    """The source with as many of the fixes made as keep out of each other's way, and how many that are.

    Fixes that do harm make room for those that they were in the way of.
    """
    waiting = list(findings)
    while chosen := _apart(source, waiting):
        good = _agreeing(source, chosen, limits)
        after = _source_with(source, good, limits) if good else None
        if after is not None:
            return after, len(good)
        waiting = [finding for finding in waiting if finding not in chosen]
    return source, 0


def _apart(source: Source, findings: Sequence[Finding]) -> list[Finding]:
    """Those of the findings whose fixes do something and do not overlap, the first of two that do."""
    chosen: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for finding in findings:
        splices = _splices(finding)
        if _changes_nothing(source, finding, splices):
            continue
        if not any(_collides(taken, splice) for splice in splices):
            for splice in splices:
                insort(taken, (splice.start, splice.end))
            chosen.append(finding)
    return chosen


def _changes_nothing(source: Source, finding: Finding, splices: Sequence[Splice]) -> bool:
    """Whether the file would stay as it is; an encoding or a byte order mark is not in the text."""
    if finding.rule == "not-utf8" or (source.bom and _takes_mark_away(finding)):
        return False
    return all(source.text[one.start : one.end] == one.text for one in splices)


def _collides(taken: list[tuple[int, int]], splice: Splice) -> bool:
    """Whether a stretch that is taken overlaps with the splice, or is the very same."""
    at = bisect_right(taken, (splice.start, splice.end))
    before = taken[at - 1] if at else (-1, -1)
    after = taken[at] if at < len(taken) else (splice.end, splice.end)
    return before[1] > splice.start or after[0] < splice.end or before == (splice.start, splice.end)


def _agreeing(source: Source, findings: list[Finding], limits: Limits) -> list[Finding]:
    """Those of the findings whose fixes change only what they should, found by halving."""
    if not findings or _source_with(source, findings, limits) is not None:
        return findings
    if len(findings) == 1:
        return []
    half = len(findings) // 2
    good = [*_agreeing(source, findings[:half], limits), *_agreeing(source, findings[half:], limits)]
    return good if _source_with(source, good, limits) is not None else good[:1]


def _source_with(source: Source, findings: list[Finding], limits: Limits) -> Source | None:
    """The source with these fixes made; None where that changes anything else."""
    splices = [splice for finding in findings for splice in _splices(finding)]
    text = text_with(source.text, splices)
    if text is None:
        return None
    is_bare = any(_takes_mark_away(finding) for finding in findings)
    after = read(text.encode() if is_bare else file_bytes(source, text), source.path, limits)
    if source.broken:
        # There is no tree to compare with; the mistake is to be gone, even if it hid another one.
        return after if not after.broken or _fewer(source, after, findings) else None
    if after.broken or not is_same_but_for(source.root, after.root, Touched(splices)):
        return None
    return after if _comments_stand(source, after, findings) else None


def _fewer(before: Source, after: Source, findings: list[Finding]) -> bool:
    """Whether each of the mended rules has less to complain of than before."""
    old = Counter(problem.rule for problem in before.problems)
    new = Counter(problem.rule for problem in after.problems)
    return all(new[finding.rule] < old[finding.rule] for finding in findings)


def _comments_stand(before: Source, after: Source, findings: list[Finding]) -> bool:
    going = sum(finding.rule in _COMMENTS_GO for finding in findings)
    old = [_lasting(one.text, going) for one in comments(before)]
    new = [_lasting(one.text, going) for one in comments(after)]
    if old == new:
        return True
    rest = iter(old)
    return len(old) - len(new) <= going and all(one in rest for one in new)


def _lasting(comment: str, going: int) -> str:
    """What stays of a comment: of one that silences rules, some names may go."""
    comment = comment.rstrip()
    return _NAMES_IGNORED.sub("", comment, count=1) if going and "ignore" in comment else comment


def _splices(finding: Finding) -> tuple[Splice, ...]:
    edits = finding.fix.edits if finding.fix is not None else ()
    return tuple(Splice(*edit.range, edit.text) for edit in edits)


def _takes_mark_away(finding: Finding) -> bool:
    """Whether a fix is that of a byte order mark: it stands before the text and edits nothing in it."""
    if finding.rule != "whitespace" or finding.fix is None:
        return False
    return Edit(Range(0, 0), "") in finding.fix.edits
