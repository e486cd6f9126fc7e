"""A comment that has lint ignore one finding: where it is written, so that it does just that.

Comes in: a source and a finding in it. Goes out: the edit that writes the comment, tried on the text: every
value stays what it was, and the finding is covered.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Edit, Finding, Location, Range
from ssetrack.edit.splice import Splice, line_break, line_end, line_start, text_with
from ssetrack.limits import Limits
from ssetrack.lint import RULES, is_never_silenced, known_rules
from ssetrack.rules.silencing import Silencing
from ssetrack.source import Source, read_text


def ignoring(source: Source, finding: Finding, limits: Limits) -> Edit | None:
    """The edit that writes the comment; None where nothing can have this finding ignored."""
    rule = RULES.get(finding.rule)
    if source.broken or rule is None or is_never_silenced(rule):
        return None
    edits = _edits(source, finding)
    return next((edit for edit in edits if _ignores(source, edit, finding, limits)), None)


def _edits(source: Source, finding: Finding) -> Iterator[Edit]:
    """Where the comment may be: in one that is there, at the end of the line, on a line of its own above."""
    text, at, rule = source.text, finding.location.range.start, finding.rule
    line = source.position(at)[0]
    for directive in Silencing(source, known_rules(), ()).directives:
        if directive.line == line and directive.bracket is not None:
            end = directive.bracket.end - 1
            yield _insertion(end, f", {rule}" if directive.names else rule)
    end = line_end(text, at)
    gap = "" if text[line_start(text, at) : end].endswith((" ", "\t")) else "  "
    yield _insertion(end, f"{gap}# ssetrack: ignore[{rule}]")
    start = line_start(text, at)
    content = text[start:end]
    indent = content[: len(content) - len(content.lstrip(" "))]
    yield _insertion(start, f"{indent}# ssetrack: ignore[{rule}]{line_break(text, at)}")


def _insertion(at: int, text: str) -> Edit:
    return Edit(Range(at, at), text)


def _ignores(source: Source, edit: Edit, finding: Finding, limits: Limits) -> bool:
    """Whether the text with the edit says the same, and the finding is covered in it."""
    text = text_with(source.text, [Splice(*edit.range, edit.text)])
    after = read_text(text or "", source.path, limits)
    if after.broken or after.root != source.root:
        return False
    start, end = finding.location.range
    moved = len(edit.text) if edit.range.start <= start else 0
    place = Range(start + moved, end + moved)
    there = finding._replace(location=Location(source.path, place, after.lines))
    return Silencing(after, known_rules(), ()).silences(there)
