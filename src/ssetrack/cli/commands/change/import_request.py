"""What `ssetrack import` was asked for, and the proposal that comes of it.

Comes in: the values of its options. Goes out: a `Proposal` without contradictions. Files are read here, and
nothing is written.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from ssetrack.dates import Order
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.values import refuse_controls_in
from ssetrack.importing.contradictions import CheckedPlan, without_contradictions
from ssetrack.importing.layout.tables import Choice
from ssetrack.importing.mapping.answers import Answers, project_start, year_window
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.proposal.proposal import Naming, Proposal
from ssetrack.importing.proposal.proposing import proposal_of
from ssetrack.language.message import message
from ssetrack.language.words import LANGUAGES
from ssetrack.plan.slug import ID, slug
from ssetrack.source.decode import CONTROL
from ssetrack.tables.grid import Document
from ssetrack.tables.limits import MOST_OCTETS, check_size
from ssetrack.tables.opening import document
from ssetrack.terminal.progress import MANY_CELLS, MUCH_TO_IMPORT, busy
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import read_file
from ssetrack.workspace.opening import STDIN, input_octets, standard_input
from ssetrack.workspace.remarks import reader
from ssetrack.workspace.scope.plan_name import without_ending

PASTED = "pasted text"
"""What the plan names as its source where it came from standard input."""

MAPPING, ROWS = ".import.yaml", ".import.json"
"""What the files beside a plan are called, behind its name without `.yaml`."""


_READING = message("Reading the table")

_ORDERS: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy"}


class Wishes(NamedTuple):
    """The options, as they were given."""

    source: str
    output: str | None
    mapping: str | None
    lang: str | None
    year: str | None
    start: str | None
    date_order: str | None
    id: str | None
    title: str | None
    tables: tuple[str, ...]
    sheets: tuple[str, ...]
    attachment: int | None
    into: str | None = None
    """The plan that is there already."""

    @property
    def mapping_path(self) -> str | None:
        """The mapping that is read: the one that is named, else the one beside the plan, if it is there."""
        plan = self.into or self.output
        if self.mapping is not None or plan in (None, STDIN):
            return self.mapping
        beside = beside_plan(Path(str(plan)), MAPPING)
        return str(beside) if beside.is_file() else None


def beside_plan(plan: Path, suffix: str) -> Path:
    """A file beside a plan: `forum.import.yaml` beside `forum.yaml`."""
    return plan.with_name(without_ending(plan.name) + suffix)


def document_of(wishes: Wishes, content: bytes) -> Document:
    """What a file holds, with a sign of life on a terminal where that takes long."""
    said = reader().say(_READING)
    with busy(said, len(content), sys.stderr, MUCH_TO_IMPORT):
        return document(content, wishes.source, attachment=wishes.attachment)


def checked_plan_for(
    wishes: Wishes, day: date, read: Document | None = None, *, may_be_empty: bool = False
) -> CheckedPlan:
    """What import proposes, and the plan; `read` is what the file holds, if somebody has read it.

    Raises `SsetrackError` where nothing can be made of it, unless that may be.
    """
    if wishes.output not in (None, STDIN):
        _refuse_existing(Path(str(wishes.output)))
    answers = _answers(wishes)
    read = document_of(wishes, octets_of(wishes)) if read is None else read
    cells = sum(len(table.cells) for table in read.tables)
    with busy(reader().say(_READING), cells, sys.stderr, MANY_CELLS):
        return _checked_plan(wishes, day, read, answers, may_be_empty=may_be_empty)


def octets_of(wishes: Wishes) -> bytes:
    """What the file consists of, or standard input. Raises `SsetrackError` for more than is read."""
    content = (
        standard_input(MOST_OCTETS) if wishes.source == STDIN else input_octets(wishes.source, MOST_OCTETS)
    )
    check_size(len(content))
    return content


def _checked_plan(
    wishes: Wishes, day: date, read: Document, answers: Answers, *, may_be_empty: bool
) -> CheckedPlan:
    choice = Choice(wishes.tables, wishes.sheets, _ORDERS.get(wishes.date_order or ""))
    proposal = proposal_of(read, answers, _naming(wishes), choice)
    if not proposal.layout.tables and not may_be_empty:
        raise _no_plan(proposal, wishes)
    if not proposal.items and not may_be_empty:
        raise SsetrackError(
            message("{source} has no activity", source=proposal.naming.source),
            message(
                "nothing was written; `ssetrack import {path} --look` shows what is in it", path=wishes.source
            ),
        )
    mapping = "" if wishes.output in (None, STDIN) else beside_plan(Path(str(wishes.output)), MAPPING).name
    return without_contradictions(proposal, day, mapping)


def _refuse_existing(plan: Path) -> None:
    if plan.exists() or plan.is_symlink():
        raise SsetrackError(
            message("`{path}` exists already, but `-o` only makes new plans", path=str(plan)),
            message("nothing was written; to bring it up to date: `--into {path}`", path=str(plan)),
        )


def _answers(wishes: Wishes) -> Answers:
    """The answers of the mapping; an option wins over them."""
    answers = Answers()
    path = wishes.mapping_path
    if path is not None:
        answers = answers_in(read_file(path, configuration().limits))
    if wishes.lang is not None:
        language = wishes.lang.partition("-")[0].casefold()
        if language not in LANGUAGES:
            raise SsetrackError(
                message("`--lang` cannot be `{text}`", text=wishes.lang),
                message("choose: {choices}", choices=", ".join(LANGUAGES)),
            )
        answers = answers._replace(language=wishes.lang)
    if wishes.year is not None:
        if year_window(wishes.year) is None:
            raise SsetrackError(
                message("`--year` cannot be `{text}`", text=wishes.year),
                message("write a year or at most 12 months: 2027, 2026-09/2027-08"),
            )
        answers = answers._replace(year=wishes.year)
    if wishes.start is not None:
        if project_start(wishes.start) is None:
            raise SsetrackError(
                message("`--start` cannot be `{text}`", text=wishes.start),
                message("write a day or a month: 2027-03"),
            )
        answers = answers._replace(start=wishes.start)
    return answers


def _naming(wishes: Wishes) -> Naming:
    if wishes.id is not None and not ID.fullmatch(wishes.id):
        raise SsetrackError(
            message("`--id` cannot be `{text}`", text=wishes.id),
            message("write letters, digits, `.`, `-` and `_`"),
        )
    for option, text in (("--title", wishes.title), ("--lang", wishes.lang)):
        refuse_controls_in(option, text or "")
    name = _shown_name(PurePath(wishes.source).name) if wishes.source != STDIN else PASTED
    plan = wishes.into or wishes.output
    of_file = plan if plan not in (None, STDIN) else wishes.source
    stem = PurePath(str(of_file)).stem if of_file != STDIN else ""
    return Naming(name, wishes.id or slug(stem) or "plan", wishes.title or "")


def _shown_name(name: str) -> str:
    """The name of a file as a plan can say it: `�` for octets and signs that no text may hold."""
    return CONTROL.sub("\ufffd", os.fsencode(name).decode("utf-8", "replace"))


def _no_plan(proposal: Proposal, wishes: Wishes) -> SsetrackError:
    """No table is a plan, or none that was asked for is there."""
    left = proposal.layout.left_out
    if (wishes.tables or wishes.sheets) and not any(one.asked_for for one in left):
        names = ", ".join(one.table.sheet or str(one.table.number) for one in left)
        return SsetrackError(
            message("{source} does not have this table", source=proposal.naming.source),
            message("choose: {choices}", choices=names or "-"),
        )
    if not left:
        return SsetrackError(
            message("{source} has no table", source=proposal.naming.source),
            message("nothing was written; copy the table and paste it: `ssetrack import -`"),
        )
    return SsetrackError(
        message(
            "no table in {source} is a plan: "
            "a plan has a column for titles, and one for dates, owners or statuses",
            source=proposal.naming.source,
        ),
        message(
            "nothing was written; to import a table anyway: `ssetrack import {path} --table {number}`",
            path=wishes.source,
            number=left[0].table.number,
        ),
    )
