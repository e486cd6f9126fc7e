"""What `ssetrack import` was asked for, and the proposal that comes of it.

Comes in: the values of its options. Goes out: a `Proposal` without contradictions. Files are read here, and
nothing is written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from ssetrack.dates import Order
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.contradictions import without_contradictions
from ssetrack.importing.layout.tables import Choice
from ssetrack.importing.mapping.answers import Answers, year_window
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.proposal.proposal import Naming, Proposal, project_start, proposal_of
from ssetrack.language.message import message
from ssetrack.language.words import LANGUAGES
from ssetrack.plan.slug import ID, slug
from ssetrack.tables.limits import MOST_OCTETS, check_size
from ssetrack.tables.opening import document
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import STDIN, read_file
from ssetrack.workspace.opening import input_octets, standard_input

PASTED = "pasted text"
"""What the plan names as its source where it came from standard input."""

MAPPING, ROWS = ".import.yaml", ".import.json"
"""What the files beside a plan are called, behind its name without `.yaml`."""


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
    name = plan.name
    for ending in (".yaml", ".yml"):
        name = name.removesuffix(ending)
    return plan.with_name(name + suffix)


def proposal_for(wishes: Wishes, day: date, *, may_be_empty: bool = False) -> Proposal:
    """What import proposes. Raises `SsetrackError` where nothing can be made of it, unless that may be."""
    if wishes.output not in (None, STDIN):
        _refuse_existing(Path(str(wishes.output)))
    answers = _answers(wishes)
    content = (
        standard_input(MOST_OCTETS) if wishes.source == STDIN else input_octets(wishes.source, MOST_OCTETS)
    )
    check_size(len(content))
    read = document(content, wishes.source, attachment=wishes.attachment)
    choice = Choice(wishes.tables, wishes.sheets, _ORDERS.get(wishes.date_order or ""))
    proposal = proposal_of(read, answers, _naming(wishes), choice)
    if not proposal.layout.tables and not may_be_empty:
        raise _no_plan(proposal, wishes)
    if not proposal.items and not may_be_empty:
        raise SsetrackError(
            message("there is no activity in {source}", source=proposal.naming.source),
            message(
                "nothing was written; `ssetrack import {path} --look` shows what is in it", path=wishes.source
            ),
        )
    return without_contradictions(proposal, day)


def _refuse_existing(plan: Path) -> None:
    if plan.exists() or plan.is_symlink():
        raise SsetrackError(
            message("`{path}` exists, and `-o` makes new plans only", path=str(plan)),
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
    name = PurePath(wishes.source).name if wishes.source != STDIN else PASTED
    plan = wishes.into or wishes.output
    of_file = plan if plan not in (None, STDIN) else wishes.source
    stem = PurePath(str(of_file)).stem if of_file != STDIN else ""
    return Naming(name, wishes.id or slug(stem) or "plan", wishes.title or "")


def _no_plan(proposal: Proposal, wishes: Wishes) -> SsetrackError:
    """No table is a plan, or none that was asked for is there."""
    left = proposal.layout.left_out
    if (wishes.tables or wishes.sheets) and all(one.why.template == "not asked for" for one in left):
        names = ", ".join(one.where for one in left)
        return SsetrackError(
            message("no such table in {source}", source=proposal.naming.source),
            message("there are: {names}", names=names or "-"),
        )
    if not left:
        return SsetrackError(
            message("there is no table in {source}", source=proposal.naming.source),
            message("nothing was written; copy the table and paste it: `ssetrack import -`"),
        )
    return SsetrackError(
        message(
            "no table in {source} is a plan: it needs a title, and a date, an owner or a status",
            source=proposal.naming.source,
        ),
        message(
            "nothing was written; `ssetrack import {path} --table {number}` reads one all the same",
            path=wishes.source,
            number=left[0].table.number,
        ),
    )
