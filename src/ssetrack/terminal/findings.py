"""Findings for people: with an excerpt of the file (`full`), or one a line (`concise`).

Comes in: findings in order, and the sources that they are about. Goes out: lines on a console. The shape is
the one of docs/rules.md: place, severity, sentence, rule; the line with the token underlined; what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ssetrack.diagnostic import Finding, Severity
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.source import Source
from ssetrack.wording.findings import SEVERITIES
from ssetrack.wording.printable import one_line, printable

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}

MARGIN = 10
"""Columns kept free round an excerpt that is cut to the width of the console."""


def print_concise(findings: Sequence[Finding], speaker: Speaker, to: Console) -> None:
    """One finding a line, never wrapped: editors and scripts split it at the colons."""
    for finding in findings:
        to.print(headline(finding, speaker), soft_wrap=True)


def print_full(
    findings: Sequence[Finding], sources: Mapping[str, Source], speaker: Speaker, to: Console
) -> None:
    """Each finding with its line, the token underlined, and what to do; a blank line between."""
    for finding in findings:
        # On a terminal lines break between words; in a pipe they stay whole, so that they can be searched.
        to.print(headline(finding, speaker), soft_wrap=not to.is_terminal)
        source = sources.get(finding.path)
        gutter = len(str(finding.region.line))
        if source is not None:
            _print_excerpt(finding, source, speaker, gutter, to)
        if finding.help is not None:
            _print_help(speaker.say(finding.help), speaker, gutter, to)
        to.print()


def _print_help(what: str, speaker: Speaker, gutter: int, to: Console) -> None:
    """What to do, on a terminal with its lines under each other."""
    start = Text(f"{' ' * gutter} = ", "dim").append(speaker.say(message("help: ")), "bold not dim")
    if not to.is_terminal:
        to.print(start.append(one_line(what), "not bold"), soft_wrap=True)
        return
    grid = Table.grid()
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(start, Text(one_line(what)))
    to.print(grid)


def headline(finding: Finding, speaker: Speaker) -> Text:
    """`path:line:column: severity: sentence [rule]`."""
    region = finding.region
    line = Text(f"{one_line(finding.path)}:{region.line}:{region.column}: ")
    line.append(speaker.say(SEVERITIES[finding.severity]), STYLES[finding.severity])
    line.append(f": {one_line(speaker.say(finding.message))} ")
    return line.append(f"[{finding.rule}]", "dim")


def _print_excerpt(finding: Finding, source: Source, speaker: Speaker, gutter: int, to: Console) -> None:
    region = finding.region
    line = printable(source.lines.line_text(region.line).replace("\t", " "))
    start = region.column - 1
    end = region.end_column - 1 if region.end_line == region.line else len(line)
    line, start, end = _window(line, start, max(end, start + 1), to.width - gutter - MARGIN)
    indent = " " * cell_len(line[:start])
    carets = "^" * max(1, cell_len(line[start:end]))
    label = _label(finding, speaker)
    to.print(Text(f"{' ' * gutter} |", "dim"))
    to.print(Text(f"{region.line} | ", "dim").append(line, "not dim"), soft_wrap=True)
    below = Text(f"{' ' * gutter} | ", "dim").append(f"{indent}{carets}", STYLES[finding.severity])
    to.print(below.append(f" {label}" if label else "", "not dim"), soft_wrap=True)
    to.print(Text(f"{' ' * gutter} |", "dim"))


def _window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """A long line cut round the token, with `…` where something is left out."""
    width = max(width, 20)
    if len(line) <= width:
        return line, min(start, len(line)), min(end, max(len(line), start + 1))
    end = min(end, start + width // 2)
    first = max(0, min(start - width // 4, len(line) - width))
    cut = line[first : first + width]
    if first:
        cut = "…" + cut[1:]
    if first + width < len(line):
        cut = cut[:-1] + "…"
    return cut, start - first, end - first


def _label(finding: Finding, speaker: Speaker) -> str:
    """What stands beside the carets: the first other place that explains the finding."""
    if not finding.related:
        return ""
    related = finding.related[0]
    where = str(related.location.region.line)
    if related.location.path != finding.path:
        where = f"{one_line(related.location.path)}:{where}"
    sentence = one_line(speaker.say(related.message))
    return speaker.say(Message("{sentence} (line {where})", {"sentence": sentence, "where": where}))
