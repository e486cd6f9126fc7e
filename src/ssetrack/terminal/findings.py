"""Findings for people: with an excerpt of the file (`full`), or one a line (`concise`).

Comes in: findings in order, and the sources that they are about. Goes out: lines on a canvas. The shape is
the one of docs/rules.md: place, severity, sentence, rule; the line with the token underlined; what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from ssetrack.diagnostic import Finding, Lines, Severity
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.source import Source
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.grid import Cell, Grid, GridColumn, cell
from ssetrack.terminal.wrapping import Part, wrap
from ssetrack.wording.findings import SEVERITIES
from ssetrack.wording.printable import one_line, printable
from ssetrack.wording.punctuation import colon

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}

MARGIN = 10
"""Columns kept free round an excerpt that is cut to the width of the canvas."""


def print_concise(findings: Sequence[Finding], speaker: Speaker, canvas: Canvas) -> None:
    """One finding a line, never wrapped: editors and scripts split it at the colons."""
    for finding in findings:
        canvas.line(*headline(finding, speaker))


def print_full(
    findings: Sequence[Finding], sources: Mapping[str, Source], speaker: Speaker, canvas: Canvas
) -> None:
    """Each finding with its line, the token underlined, and what to do; a blank line between."""
    for finding in findings:
        # On a terminal lines break between words; in a pipe they stay whole, so that they can be searched.
        (canvas.flow if canvas.is_terminal else canvas.line)(*headline(finding, speaker))
        source = sources.get(finding.path)
        gutter = len(str(finding.region.line))
        if source is not None:
            _print_excerpt(finding, source, speaker, gutter, canvas)
        if finding.help is not None:
            _print_help(one_line(speaker.say(finding.help)), speaker, gutter, canvas)
        canvas.line()


def _print_help(what: str, speaker: Speaker, gutter: int, canvas: Canvas) -> None:
    """What to do, on a terminal with its lines under each other."""
    start = ((f"{' ' * gutter} = ", "dim"), (speaker.say(message("help: ")), "bold"))
    if not canvas.is_terminal:
        canvas.line(*start, (what, ""))
        return
    grid = Grid((GridColumn(shrinks=False), GridColumn()), gap=0, fills=False)
    grid.rows.append((Cell(start), cell(what)))
    grid.draw(canvas, canvas.width)


def headline(finding: Finding, speaker: Speaker) -> tuple[Part, ...]:
    """`path:line:column: severity: sentence [rule]`."""
    region = finding.region
    return (
        (f"{one_line(finding.path)}:{region.line}:{region.column}: ", ""),
        (speaker.say(SEVERITIES[finding.severity]), STYLES[finding.severity]),
        (f"{colon(speaker)}{one_line(speaker.say(finding.message))} ", ""),
        (f"[{finding.rule}]", "dim"),
    )


def _print_excerpt(finding: Finding, source: Source, speaker: Speaker, gutter: int, canvas: Canvas) -> None:
    region = finding.region
    start = region.column - 1
    length = source.lines.line_length(region.line)
    end = region.end_column - 1 if region.end_line == region.line else length
    window = _window(length, start, max(end, start + 1), canvas.width - gutter - MARGIN)
    line, start, end = _cut(source.lines, region.line, length, *window)
    indent = " " * cell_len(line[:start])
    carets = "^" * max(1, cell_len(line[start:end]))
    label = _label(finding, speaker)
    beside = (f"{' ' * gutter} |", "dim")
    canvas.flow(beside)
    canvas.line((f"{region.line} | ", "dim"), (line, ""))
    below = ((f"{' ' * gutter} | ", "dim"), (f"{indent}{carets}", f"{STYLES[finding.severity]} dim"))
    if cell_len(label) < canvas.width - gutter - 3 - cell_len(indent + carets):
        canvas.line(*below, (f" {label}" if label else "", ""))
    else:
        canvas.line(*below)
        for words in wrap(label, canvas.width - gutter - 3):
            canvas.line((f"{' ' * gutter} | ", "dim"), (words, ""))
    canvas.flow(beside)


def _window(length: int, start: int, end: int, width: int) -> tuple[int, int, int, int]:
    """Which part of a long line is shown round the token; then where the token is in the line."""
    width = max(width, 20)
    if length <= width:
        return 0, length, min(start, length), min(end, max(length, start + 1))
    first = max(0, min(start - width // 4, length - width))
    return first, first + width, start, min(end, start + width // 2)


def _cut(
    lines: Lines, line: int, length: int, first: int, last: int, start: int, end: int
) -> tuple[str, int, int]:
    """The part of a line, with `…` where something is left out, and where the token is in it.

    The line as a whole is never looked at: a plan may have millions of letters in one.
    """
    cut = printable(lines.line_text(line, first, last).replace("\t", " "))
    if first:
        cut = "…" + cut[1:]
    if last < length:
        cut = cut[:-1] + "…"
    return cut, start - first, end - first


def _label(finding: Finding, speaker: Speaker) -> str:
    """What is next to the carets: the first other place that explains the finding."""
    if not finding.related:
        return ""
    related = finding.related[0]
    where = str(related.location.region.line)
    if related.location.path != finding.path:
        where = f"{one_line(related.location.path)}:{where}"
    sentence = one_line(speaker.say(related.message))
    return speaker.say(message("{sentence} (line {where})", sentence=sentence, where=where))
