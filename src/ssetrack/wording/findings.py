"""What is said of findings wherever they are written: one line for each, and how many there are.

Comes in: findings, and who speaks. Goes out: plain texts, without colours and without control characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from ssetrack.diagnostic import Finding, Safety, Severity
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import behind_label, in_a_row

SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}

COUNTED = "written-out-date"
"""The rule whose notes are counted in what people read; programs and editors get each of them."""

MOST_NOTES = 5
"""So many notes of one rule are listed for people; of more, only the number is said."""


def headline_text(finding: Finding, speaker: Speaker) -> str:
    """`path:line:column: severity: sentence [rule]`, the second colon as the reader's language writes it."""
    region = finding.region
    where = f"{one_line(finding.path)}:{region.line}:{region.column}"
    sentence = one_line(speaker.say(finding.message))
    said = behind_label(speaker.say(SEVERITIES[finding.severity]), sentence, speaker)
    return f"{where}: {said} [{finding.rule}]"


def is_counted(finding: Finding) -> bool:
    """Whether a finding is only counted where people read: a note of a kind of which plans rightly have many.

    A date in words is read; that lint knows another way to write it is nothing to act upon.
    """
    return finding.rule == COUNTED and finding.severity is Severity.NOTE


def frequent_notes(findings: Sequence[Finding], asked: Collection[str]) -> dict[str, int]:
    """The rules that have too many notes to list for people, with how many; `asked` rules are always listed.

    What is missing everywhere, such as a goal in each activity, is said once: listed, it hides the errors.
    """
    notes = Counter(one.rule for one in findings if one.severity is Severity.NOTE and not is_counted(one))
    return {rule: number for rule, number in notes.items() if number > MOST_NOTES and rule not in asked}


def frequent_notes_line(rule: str, number: int, speaker: Speaker) -> str:
    """The line that says how many notes of a rule are not listed, and what lists them."""
    return speaker.count(
        "{number} note of `{rule}` is not listed (`--select {rule}` lists it)",
        "{number} notes of `{rule}` are not listed (`--select {rule}` lists them)",
        number,
        rule=rule,
    )


def tally(
    findings: Sequence[Finding], files: int, speaker: Speaker, *, counted: Sequence[Finding] = ()
) -> str:
    """The last line: how many findings of which severity, in how many files; `counted` are not shown."""
    in_files = speaker.count("{number} file", "{number} files", files)
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    parts = {
        Severity.ERROR: speaker.count("{number} error", "{number} errors", counts[Severity.ERROR]),
        Severity.WARNING: speaker.count("{number} warning", "{number} warnings", counts[Severity.WARNING]),
        Severity.NOTE: speaker.count("{number} note", "{number} notes", counts[Severity.NOTE]),
    }
    found = [part for severity, part in parts.items() if counts[severity]]
    if counted:
        found.append(speaker.count("{number} date in words", "{number} dates in words", len(counted)))
    return f"{', '.join(found) or speaker.say(Message('no problems'))} ({in_files})"


def fixable(findings: Sequence[Finding], speaker: Speaker) -> str:
    """How many findings `--fix` would correct, and how many more `--unsafe-fixes`; nothing where none."""
    fixes = [one.fix.safety for one in findings if one.fix is not None]
    safe, unsafe = fixes.count(Safety.SAFE), fixes.count(Safety.UNSAFE)
    parts = []
    if safe:
        parts.append(
            speaker.count("{number} can be fixed with `--fix`", "{number} can be fixed with `--fix`", safe)
        )
    if unsafe:
        more = count_of(
            "{number} more by a guess, with `--fix --unsafe-fixes`",
            "{number} more by a guess, with `--fix --unsafe-fixes`",
            unsafe,
        )
        alone = count_of(
            "{number} can be fixed by a guess, with `--fix --unsafe-fixes`",
            "{number} can be fixed by a guess, with `--fix --unsafe-fixes`",
            unsafe,
        )
        parts.append(speaker.say(more if safe else alone))
    return in_a_row(parts, speaker)
