"""Our values in the words of the protocol: places, findings, edits.

Comes in: documents, and what is said of places in them. Goes out: types of lsprotocol. Positions are those of
`positions`; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types

from ssetrack.diagnostic import Edit, Finding, Range, Severity
from ssetrack.editor.document import Document
from ssetrack.editor.plans import Plans
from ssetrack.editor.positions import Position, Positions, Span, Units
from ssetrack.language.message import count_of
from ssetrack.language.speaker import Speaker
from ssetrack.wording.findings import is_counted
from ssetrack.wording.printable import one_line

SOURCE = "ssetrack"
"""What an editor names as the origin of a diagnostic."""

MOST_DIAGNOSTICS = 200
"""So many findings of one file are shown; of more, only the number is said."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}

Link = Callable[[str], str | None]
"""The address of a rule's page; None where there is none."""


def position_from(position: types.Position) -> Position:
    """A position that an editor sent."""
    return Position(position.line, position.character)


def span_from(place: types.Range) -> Span:
    """A range that an editor sent."""
    return Span(position_from(place.start), position_from(place.end))


def range_of(span: Span) -> types.Range:
    """A range for the editor."""
    return types.Range(types.Position(*span.start), types.Position(*span.end))


def text_edits(edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    """Edits of one text."""
    return [types.TextEdit(range_of(positions.span(edit.range)), edit.text) for edit in edits]


def workspace_edit(
    changes: Mapping[str, Sequence[Edit]], plans: Plans, units: Units, *, versioned: bool
) -> types.WorkspaceEdit:
    """Edits of several texts, by their paths; with their versions, where the editor takes them."""
    found = [(plans.documents[path], edits) for path, edits in changes.items()]
    by_document = [(one, text_edits(edits, one.positions(units))) for one, edits in found]
    if not versioned:
        return types.WorkspaceEdit(changes={one.uri: edits for one, edits in by_document})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(one.uri, one.version), [*edits]
            )
            for one, edits in by_document
        ]
    )


def diagnostics(document: Document, plans: Plans, units: Units, link: Link) -> list[types.Diagnostic]:
    """What is wrong with a document; of more than an editor can show, the gravest, and how many there are."""
    findings = plans.findings_in(document)
    shown = findings
    if len(findings) > MOST_DIAGNOSTICS:
        gravest = sorted(findings, key=lambda one: one.severity.rank)[:MOST_DIAGNOSTICS]
        shown = tuple(sorted(gravest, key=Finding.sort_key))
    said = [diagnostic(one, document, plans, units, link) for one in shown]
    if len(findings) > len(shown):
        said.append(_rest(len(findings) - len(shown), document, plans.speaker))
    return said


def diagnostic(
    finding: Finding, document: Document, plans: Plans, units: Units, link: Link
) -> types.Diagnostic:
    """One finding, with its help as a second line, and a link to the page of its rule."""
    address = link(finding.rule)
    related = [
        types.DiagnosticRelatedInformation(
            location_of(plans.documents[one.location.path], one.location.range, units),
            plans.speaker.say(one.message),
        )
        for one in finding.related
        if one.location.path in plans.documents
    ]
    severity = types.DiagnosticSeverity.Hint if is_counted(finding) else _SEVERITIES[finding.severity]
    tags = [types.DiagnosticTag.Unnecessary] if finding.rule == "unused-ignore" else None
    return types.Diagnostic(
        range_of(document.positions(units).span(finding.location.range)),
        words_of(finding, plans.speaker),
        severity=severity,
        code=finding.rule,
        code_description=None if address is None else types.CodeDescription(address),
        source=SOURCE,
        tags=tags,
        related_information=related or None,
    )


def stranger(finding: Finding, plans: Plans, units: Units) -> types.Diagnostic:
    """What is wrong with a configuration, as the disk has it."""
    span = Positions(finding.location.lines.text, units).span(finding.location.range)
    return types.Diagnostic(
        range_of(span),
        words_of(finding, plans.speaker),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )


def location_of(document: Document, place: Range, units: Units) -> types.Location:
    """A place in a document, for the editor to go to."""
    return types.Location(document.uri, range_of(document.positions(units).span(place)))


def words_of(finding: Finding, speaker: Speaker) -> str:
    """What is wrong, and below it what to write instead."""
    sentence = one_line(speaker.say(finding.message))
    if finding.help is None:
        return sentence
    return f"{sentence}\n{one_line(speaker.say(finding.help))}"


def _rest(number: int, document: Document, speaker: Speaker) -> types.Diagnostic:
    """The findings that are not shown, at the beginning of the text."""
    words = count_of(
        "{number} more problem is not shown here; `ssetrack lint {path}` lists it",
        "{number} more problems are not shown here; `ssetrack lint {path}` lists them",
        number,
        path=document.path,
    )
    start = types.Position(0, 0)
    return types.Diagnostic(
        types.Range(start, start),
        speaker.say(words),
        severity=types.DiagnosticSeverity.Information,
        source=SOURCE,
    )
