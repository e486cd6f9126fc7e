"""What an editor can do about the findings at a place, and about a whole text: fixes, comments, declarations.

Comes in: a document, the plans that it is among, and a stretch of its text. Goes out: actions with the edits
that do them. Each was tried on the text before it is offered: an edit that would change anything else is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ssetrack.diagnostic import Edit, Finding, Range, Safety, SsetrackError
from ssetrack.edit.change import source_after
from ssetrack.edit.fixes import FORMATTING, FixedFile, outcome_of_fixes, source_with_fixes
from ssetrack.edit.whole_plan.part_assignments import addition_of_part
from ssetrack.editor.date_offers import date_offers
from ssetrack.editor.document import Document
from ssetrack.editor.ignoring import ignoring
from ssetrack.editor.plans import Plans
from ssetrack.editor.text_edits import edits_between, with_whole_breaks
from ssetrack.language.message import Message, message
from ssetrack.lint import Settings
from ssetrack.plan.slug import slug
from ssetrack.source import Source

BEFORE_THE_TEXT = Range(-1, 0)
"""Where a byte order mark stands, which no text has."""

FIX_ALL = message("fix all problems that can be fixed safely")


class Action(NamedTuple):
    """Something to do about a finding; `sure` where nothing but what was meant can come of it."""

    title: Message
    edits: tuple[Edit, ...]
    finding: Finding
    sure: bool = False


def actions(document: Document, plans: Plans, place: Range) -> Iterator[Action]:
    """What can be done about each finding that touches a stretch of the text."""
    source = source_as_written(document)
    for finding in plans.findings_in(document):
        there = finding.location.range
        if there.start <= place.end and place.start <= there.end:
            yield from _fix(source, document, finding, plans)
            yield from _offers(source, document, finding, plans)
            yield from _declaration(source, finding, plans)
            yield from _comment(source, finding, plans)


def fix_all(document: Document, plans: Plans) -> tuple[Edit, ...]:
    """The edits that `lint --fix` makes in a document; none where it makes none."""
    findings = plans.findings_in(document)
    if not any(one.fix is not None and one.fix.safety is Safety.SAFE for one in findings):
        return ()
    sources = [source_as_written(one) for one in plans.documents.values()]
    today, settings = plans.snapshot.today, plans.settings
    outcome = outcome_of_fixes(sources, today, settings, unsafe=False, limits=plans.limits)
    fixed = next(one for one in outcome.files if one.before.path == document.path)
    return _edits_of(fixed)


def formatting(document: Document, plans: Plans) -> tuple[Edit, ...]:
    """The edits that `fmt` makes in a document."""
    source = source_as_written(document)
    outcome = outcome_of_fixes(
        [source],
        plans.snapshot.today,
        Settings(select=FORMATTING),
        unsafe=False,
        formatting=True,
        limits=plans.limits,
    )
    return _edits_of(outcome.files[0])


def source_as_written(document: Document) -> Source:
    """The text with its own tree: `load` may have mended that of the plan."""
    return replace(document.source, root=document.tree)


def _edits_of(fixed: FixedFile) -> tuple[Edit, ...]:
    mark = (Edit(BEFORE_THE_TEXT, ""),) if fixed.before.bom and not fixed.after.bom else ()
    return (*mark, *edits_between(fixed.before.text, fixed.after.text))


def _fix(source: Source, document: Document, finding: Finding, plans: Plans) -> Iterator[Action]:
    """The fix of a finding, if it keeps to its place."""
    if finding.fix is None:
        return
    after, number = source_with_fixes(source, [finding], plans.limits)
    if not number:
        return
    edits = finding.fix.edits
    if source.bom and not after.bom:
        edits = (Edit(BEFORE_THE_TEXT, ""),)
    sure = finding.fix.safety is Safety.SAFE
    title = (finding.help or finding.message) if sure else _guess(finding, edits)
    yield Action(title, with_whole_breaks(edits, document.text), finding, sure)


def _guess(finding: Finding, edits: tuple[Edit, ...]) -> Message:
    """What a fix that is not sure does: what it writes, if that can be shown, else what the help says."""
    new = edits[0].text.strip() if len(edits) == 1 else ""
    if new and "\n" not in new and "\r" not in new:
        return message("{help} (a guess)", help=message("write `{text}`", text=new))
    return message("{help} (a guess)", help=finding.help or finding.message)


def _offers(source: Source, document: Document, finding: Finding, plans: Plans) -> Iterator[Action]:
    """Each date that the help of a refused one offers, but for that of its fix."""
    fixed = finding.fix.edits if finding.fix is not None else ()
    for edit in date_offers(source, document.tree, finding, plans.snapshot.today, plans.limits):
        if (edit,) != fixed:
            yield Action(message("write `{text}`", text=edit.text), (edit,), finding)


def _declaration(source: Source, finding: Finding, plans: Plans) -> Iterator[Action]:
    """Whoever is named and not declared, declared under the short name."""
    if finding.rule != "unknown-owner":
        return
    name = source.text[slice(*finding.location.range)].strip("'\"")
    own = slug(name)
    try:
        change = addition_of_part(source, "owner", own, name, {})
        after = source_after(source, [change], plans.limits)
    except SsetrackError:
        return
    edits = edits_between(source.text, after.text)
    if own != name:
        edits = (*edits, Edit(finding.location.range, own))
    yield Action(message("declare `{name}` under `owners`", name=own), edits, finding)


def _comment(source: Source, finding: Finding, plans: Plans) -> Iterator[Action]:
    """A comment that has the finding ignored."""
    edit = ignoring(source, finding, plans.limits)
    if edit is not None:
        yield Action(message("ignore `{rule}` here", rule=finding.rule), (edit,), finding)
