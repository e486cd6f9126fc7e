"""A sheet on its way back into its plan: from rows to the new text, with all that is to be told.

Comes in: a sheet, its base, and the plans that its plan is one of. Goes out: an `Outcome`. A conflict in the
planning is done and said; what cannot be read, or would be an error, is a doubt and left. No file is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssetrack.edit.item_lookup import ItemKind, ItemNode
from ssetrack.importing.readings.reading import About, Told
from ssetrack.importing.reported import Reported
from ssetrack.importing.spreadsheet.additions import Addition, Home, NewIds, Sections, addition, homes
from ssetrack.importing.spreadsheet.applying import CellEdit, Step
from ssetrack.importing.spreadsheet.checking import without_errors
from ssetrack.importing.spreadsheet.columns import TOLD, Part, PlanView, plan_view
from ssetrack.importing.spreadsheet.edits import Cells
from ssetrack.importing.spreadsheet.hidden_sheet import BasePlan
from ssetrack.importing.spreadsheet.outcome import Doubt, Outcome
from ssetrack.importing.spreadsheet.reading import PlanSheet, SheetRow
from ssetrack.importing.spreadsheet.rows import PlanRow, plan_rows
from ssetrack.importing.spreadsheet.values import Unreadable, Values
from ssetrack.importing.spreadsheet.versions import is_overruled, versions, visible_texts
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.merge.changes import Change, Doubtful, Kind
from ssetrack.merge.versions import Item
from ssetrack.portfolio import PlanFile
from ssetrack.source.tree import Mapping as Node
from ssetrack.status import Snapshot

_ABOUT = {
    Part.TITLE: About.TITLE,
    Part.OWNERS: About.OWNER,
    Part.WITH: About.OWNER,
    Part.DUE: About.DATE,
    Part.TIME: About.DATE,
    Part.START: About.DATE,
    Part.DONE: About.DATE,
    Part.STATUS: About.STATUS,
    Part.PROGRESS: About.STATUS,
}


def outcome(sheet: PlanSheet, base: BasePlan | None, file: PlanFile, plans: Snapshot) -> Outcome:
    """What a sheet does to a plan."""
    return _Return(
        sheet, base, plan_view(file, plans.portfolio, _language(sheet, base, file.language)), plans
    ).outcome()


def _language(sheet: PlanSheet, base: BasePlan | None, own: str) -> str | None:
    """The language in which the sheet shows the plan; None for its own."""
    if base is not None:
        return base.language or None
    return sheet.language if sheet.language != own.partition("-")[0].casefold() else None


class _Return:
    """One sheet, its plan, and what was found out so far."""

    def __init__(self, sheet: PlanSheet, base: BasePlan | None, shown_as: PlanView, plans: Snapshot) -> None:
        self.sheet, self.base, self.shown_as, self.plans = sheet, base, shown_as, plans
        self.source = shown_as.file.source
        self.rows = list(plan_rows([one for one in plans.statuses if one.file is shown_as.file], shown_as))
        self.plan: dict[str, PlanRow] = {}
        twice: set[str] = set()
        for row in self.rows:
            if row.status is not None and self.plan.setdefault(row.status.item.id, row) is not row:
                twice.add(row.status.item.id)
        self.values = Values(shown_as, plans.today)
        self.versions = versions(sheet, base, self.plan, self.values, twice)
        self.doubts: list[Doubt] = []
        self.told: list[Told] = []

    def outcome(self) -> Outcome:
        """All of it."""
        merge = self.versions.merge
        sets = [one for one in merge.changes if one.kind is Kind.SET]
        reported = [self._report_of(one) for one in merge.changes if one.kind not in (Kind.SET, Kind.ADD)]
        for doubtful in merge.doubtful:
            self._doubt(doubtful)
        edits = list(self._edits(sets))
        additions = list(self._additions())
        self._tell()
        result = without_errors(self.plans, self.source, [edit for edit, _ in edits], additions)
        refused = {id(step) for step, _ in result.refused}
        for step, why in result.refused:
            self.doubts.append(self._refusal(step, why))
        done = [self._report_of(change) for edit, change in edits if id(edit) not in refused]
        done += [
            Reported(Kind.ADD, one.id, str(one.fields["title"]), at=self.sheet.at(one.row.number))
            for one in additions
            if id(one) not in refused
        ]
        return Outcome(
            self.shown_as.file.id,
            self.source,
            result.source,
            (*done, *reported),
            tuple(self.doubts),
            tuple(self.told),
            result.warnings,
            unbased=self.base is None,
        )

    def _edits(self, sets: list[Change]) -> Iterator[tuple[CellEdit, Change]]:
        """The cells that are to change; those of one item know of each other."""
        by_item: dict[str, dict[Part, Change]] = {}
        for change in sets:
            assert change.match.ours is not None
            by_item.setdefault(change.match.ours.key, {})[Part(change.field)] = change
        for own, changed in by_item.items():
            row = self.plan[own]
            node = self.source.node(row.route)
            assert row.status is not None
            assert isinstance(node, Node)
            values = {part: self._value(row, part, change) for part, change in changed.items()}
            sheet_row = self._row(next(iter(changed.values())).match.theirs)
            kind: ItemKind = "milestone" if row.status.item.milestone is not None else "activity"
            target = ItemNode(self.source, self.shown_as.file.id, own, kind, row.route, node)
            cells = Cells(target, row.status, self.shown_as, values, sheet_row.is_event)
            yield from ((CellEdit(cells, part), change) for part, change in changed.items())

    def _value(self, row: PlanRow, part: Part, change: Change) -> str | tuple[str, ...]:
        text = "" if change.theirs is None else str(change.theirs)
        is_deadline = row.status is None or not row.status.item.work.when
        read = self.values.value(part, text, is_deadline=is_deadline)
        return text if isinstance(read, Unreadable) else read

    def _additions(self) -> Iterator[Addition]:
        """The rows that are new, in the order of the sheet."""
        ids = {
            self.versions.rows[match.theirs.key].number: (match.ours or match.base or match.theirs).key
            for match in self.versions.merge.matching.matches
            if match.theirs is not None and (match.base is not None or match.ours is not None)
        }
        for row in self.sheet.rows:
            if row.number in self.versions.unsure:
                why = message("several rows or items have this title: write the id before it")
                self.doubts.append(Doubt(self.sheet.at(row.number), About.ROW, row.texts[Part.TITLE], why))
        rows = [
            row
            for row in self.sheet.rows
            if row.texts[Part.ID] not in self.versions.left_out and row.number not in self.versions.unsure
        ]
        new_ids = NewIds(self.source, rows)
        for row, home in homes(rows, ids, self.plan, Sections(self.rows), self.shown_as):
            at = self.sheet.at(row.number)
            found = addition(row, home, new_ids, self.values) if isinstance(home, Home) else home
            if isinstance(found, Message):
                self.doubts.append(Doubt(at, About.ROW, row.texts[Part.TITLE], found))
                continue
            for part, why in found.doubts:
                where = self.sheet.at(row.number, part)
                self.doubts.append(
                    Doubt(where, _ABOUT.get(part, About.CHANGE), row.texts[part], why, found.id)
                )
            own = row.texts[Part.ID]
            if own and own != found.id:
                what = message(
                    "the id `{id}` is used already, or it is not a possible id: this row gets `{made}`",
                    id=own,
                    made=found.id,
                )
                self.told.append(Told(self.sheet.at(row.number, Part.ID), what))
            yield found

    def _tell(self) -> None:
        """Edits that are not read: what follows from other cells, headings, comments, other columns."""
        for heading in self.sheet.others:
            self.told.append(Told(self.sheet.name, message("the column `{name}` is not read", name=heading)))
        for own in sorted(self.versions.left_out):
            what = message("the id `{id}` is used twice: its rows are not read", id=own)
            self.told.append(Told(self.sheet.name, what))
        for match in self.versions.merge.matching.matches:
            row = None if match.theirs is None else self._row(match.theirs)
            if row is None:
                continue
            old = self.versions.base.get((match.base or match.ours or match.theirs or Item("", "")).key)
            for part in TOLD:
                if old is not None and part in row.texts and row.texts[part] != old.get(part, ""):
                    what = message("this column follows from the others: it is not read")
                    self.told.append(Told(self.sheet.at(row.number, part), what))
            if self.base is None and is_overruled(row, self.values):
                what = message("a day under Done says that it is done: the status was not read")
                self.told.append(Told(self.sheet.at(row.number, Part.STATUS), what))
        titles = {fold(texts[Part.SECTION]): texts[Part.TITLE] for texts in self._headings()}
        for row in self.sheet.rows:
            for part, text in row.comments:
                what = message("a comment: {text}", text=text)
                self.told.append(Told(self.sheet.at(row.number, part), what))
            title = titles.get(fold(row.texts.get(Part.SECTION, "")))
            if row.is_heading and title is not None and title != row.texts[Part.TITLE]:
                what = message("titles of sections are not read: change `{title}` in the plan", title=title)
                self.told.append(Told(self.sheet.at(row.number, Part.TITLE), what))

    def _headings(self) -> Iterator[Mapping[Part, str]]:
        if self.base is not None:
            yield from map(visible_texts, self.base.sections)
        else:
            yield from (visible_texts(row.texts) for row in self.rows if row.status is None)

    def _row(self, item: Item | None) -> SheetRow:
        assert item is not None
        return self.versions.rows[item.key]

    def _at(self, match_item: Item | None, field: str) -> str:
        if match_item is None:
            return self.sheet.name
        part = Part(field) if field else None
        return self.sheet.at(self._row(match_item).number, part)

    def _report_of(self, change: Change) -> Reported:
        match = change.match
        own = (match.ours or match.base or match.theirs or Item("", "")).key
        title = (match.ours or match.theirs or match.base or Item("", "")).title
        return Reported(
            change.kind,
            own,
            title,
            self._field(own, change.field),
            _as_text(change.old),
            _as_text(change.theirs),
            _as_text(change.ours),
            at=self._at(match.theirs, change.field),
        )

    def _field(self, own: str, field: str) -> str:
        """The plan's name of a field; `due` is the one that the item has."""
        if field != Part.DUE:
            return field
        row = self.plan.get(own)
        work = None if row is None or row.status is None else row.status.item.work
        return "when" if work is not None and work.when and not work.deadline else "deadline"

    def _doubt(self, doubtful: Doubtful) -> None:
        match, part = doubtful.match, Part(doubtful.field)
        assert match.theirs is not None
        why = self.versions.helps[match.theirs.key, doubtful.field]
        own = (match.ours or match.base or Item("", "")).key
        about = _ABOUT.get(part, About.CHANGE)
        self.doubts.append(Doubt(self._at(match.theirs, doubtful.field), about, doubtful.text, why, own))

    def _refusal(self, step: Step, why: Message) -> Doubt:
        if isinstance(step, Addition):
            at = self.sheet.at(step.row.number)
            return Doubt(at, About.ROW, step.row.texts[Part.TITLE], why, step.id)
        own = step.cells.target.id
        row = next(
            self._row(match.theirs)
            for match in self.versions.merge.matching.matches
            if match.theirs is not None and match.ours is not None and match.ours.key == own
        )
        about = _ABOUT.get(step.part, About.CHANGE)
        return Doubt(self.sheet.at(row.number, step.part), about, row.texts[step.part], why, own)


def _as_text(value: object) -> str:
    """A value of the comparison as text."""
    if value is None:
        return ""
    return (
        value
        if isinstance(value, str)
        else "; ".join(map(str, value))
        if isinstance(value, list | tuple)
        else str(value)
    )
