"""The three versions of a plan: as it was written into the sheet, the sheet now, the plan now.

Comes in: the rows of a sheet, its base (or none), the plan. Goes out: a `Merge` of the engine, whose fields
are the columns and whose values are what an eye sees in a cell. What a cell means is asked only where it says
something else than before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.spreadsheet.columns import TOLD, Part, Texts, entries_of
from ssetrack.importing.spreadsheet.hidden_sheet import BasePlan
from ssetrack.importing.spreadsheet.pairing import ids_of_rows, is_same_number, pairs_by_title
from ssetrack.importing.spreadsheet.reading import PlanSheet, SheetRow
from ssetrack.importing.spreadsheet.rows import PlanRow
from ssetrack.importing.spreadsheet.values import DATES, Unreadable, Values
from ssetrack.language.message import Message
from ssetrack.merge.changes import Merge, Rules, merge
from ssetrack.merge.matching import Match, Matching
from ssetrack.merge.pairing import By
from ssetrack.merge.versions import Item, Same, Value
from ssetrack.tables.runs import lines_of

COMPARED = tuple(
    part for part in Part if part not in TOLD and part not in (Part.ID, Part.TITLE, Part.SECTION)
)


class Versions(NamedTuple):
    """What became of the versions of one plan."""

    merge: Merge
    rows: Mapping[str, SheetRow]
    """The rows of the sheet by the key of their item in `theirs`."""
    helps: Mapping[tuple[str, str], Message]
    """Why a cell cannot be read, by key and field."""
    base: Mapping[str, Texts]
    """What each row said before, by id: of the hidden sheet, else of the plan."""
    left_out: frozenset[str]
    """Ids that several items have."""
    unsure: frozenset[int]
    """Rows that may be one of several items, by their numbers."""


def versions(
    sheet: PlanSheet,
    base: BasePlan | None,
    plan: Mapping[str, PlanRow],
    values: Values,
    twice: Collection[str],
) -> Versions:
    """What the sheet changed since it was written. Ids that the plan uses `twice` are left out."""
    now = {id_: visible_texts(row.texts) for id_, row in plan.items()}
    written = now if base is None else {id_: visible_texts(texts) for id_, texts in base.items.items()}
    left_out = {*twice, *(() if base is None else base.twice)}
    for own_id in left_out:
        now.pop(own_id, None)
        written.pop(own_id, None)
    rows = [row for row in sheet.rows if not row.is_heading and row.texts[Part.ID] not in left_out]
    names = _ids_now(written, {} if base is None else base.uids, plan)
    before = {names[id_]: texts for id_, texts in written.items()}
    old_ids = {own_id: id_ for id_, own_id in names.items()}
    in_sheet, unsure = ids_of_rows(rows, _titles(written, written))
    ids = {number: names[id_] for number, id_ in in_sheet.items()}
    # New rows that the plan has already, under that title: an import that is done again.
    waiting = [row for row in rows if row.number not in ids and row.number not in unsure]
    added, still_unsure = pairs_by_title(waiting, _titles(now, now.keys() - before.keys()))
    known = {**added, **ids}
    unsure |= still_unsure
    rows = [row for row in rows if row.number not in unsure]
    helps: dict[tuple[str, str], Message] = {}
    theirs: list[tuple[SheetRow, str | None, Item]] = []
    for row in rows:
        own = known.get(row.number)
        old = None if own is None else before.get(own, now.get(own))
        key = f"row {row.number}"
        theirs.append(
            (
                row,
                own,
                _item_of_row(
                    row, key, own, old, values, plan.get(own or ""), helps, old_ids, unbased=base is None
                ),
            )
        )
    matching = _matching(theirs, None if base is None else before, now, ids, old_ids)
    return Versions(
        merge(matching, Rules(same=_same(values))),
        {item.key: row for row, _, item in theirs},
        helps,
        before,
        frozenset(left_out),
        unsure,
    )


def _ids_now(
    written: Collection[str], uids: Mapping[str, str], plan: Mapping[str, PlanRow]
) -> dict[str, str]:
    """The id in the plan, by the one in the sheet: what was renamed since is known by its first one.

    What the plan has no longer, and whose id another item has by now, gets what is no id.
    """
    first = _by_lasting_id({id_: row.status.item.uid for id_, row in plan.items() if row.status is not None})
    before = _by_lasting_id({id_: uids.get(id_, id_) for id_ in written})
    found = {id_: first[lasting] for lasting, id_ in before.items() if lasting in first}
    taken = set(found.values())
    return {id_: found.get(id_) or (f"#{id_}" if id_ in taken else id_) for id_ in written}


def _by_lasting_id(lasting: Mapping[str, str]) -> dict[str, str]:
    """Ids by what their items are known by for good, if no other item has that."""
    counts = Counter(lasting.values())
    return {one: id_ for id_, one in lasting.items() if counts[one] == 1}


def visible_texts(texts: Texts) -> dict[Part, str]:
    """What an eye sees of the texts of a row: as the grid has cells."""
    return {part: "\n".join(lines_of(text)) for part, text in texts.items()}


def _titles(versions: Mapping[str, Texts], ids: Collection[str]) -> dict[str, str]:
    return {own: texts[Part.TITLE] for own, texts in versions.items() if own in ids}


def _item(texts: Texts, key: str, own: str, speaks: frozenset[str] | None = None) -> Item:
    fields = {part.value: texts[part] for part in COMPARED if texts.get(part)}
    return Item(key, texts[Part.TITLE], own, (texts.get(Part.SECTION, ""),), fields, speaks=speaks)


def _item_of_row(
    row: SheetRow,
    key: str,
    own: str | None,
    old: Texts | None,
    values: Values,
    ours: PlanRow | None,
    helps: dict[tuple[str, str], Message],
    old_ids: Mapping[str, str],
    *,
    unbased: bool,
) -> Item:
    """A row as an item; what it says as before is taken as it was, the rest is read."""
    texts = dict(row.texts)
    if unbased and is_overruled(row, values):
        texts[Part.STATUS] = "done"
    if old is not None and _one_line(texts) == _one_line(old):
        texts[Part.TITLE] = old[Part.TITLE]  # where a title breaks is nothing that it says
    doubts: dict[str, str] = {}
    is_deadline = ours is None or ours.status is None or not ours.status.item.work.when
    for part in COMPARED:
        if part not in texts:
            continue
        before = "" if old is None else old.get(part, "")
        if part in row.numbers and _is_same_number(before, texts[part]):
            texts[part] = before
        if texts[part] == before and part not in row.odd:
            continue
        if (
            part is Part.DUE
            and ours is not None
            and ours.status is not None
            and values.is_chosen(texts[part], ours.status)
        ):
            texts[part] = visible_texts(ours.texts)[part]
            continue
        why = row.odd.get(part)
        if why is None and not (part is Part.DUE and _is_undecided(ours)):
            read = values.value(part, texts[part], is_deadline=is_deadline)
            why = read.help if isinstance(read, Unreadable) else None
        if why is not None:
            doubts[part.value] = texts[part]
            helps[key, part.value] = why
    number = row.texts[Part.ID]
    if own is not None and is_same_number(row, old_ids.get(own, own)):
        number = own
    # A new row says nothing of its section as long as it is only written below a heading.
    speaks = frozenset(part.value for part in texts if part is not Part.SECTION or texts[part])
    return _item(texts, key, number, speaks)._replace(doubts=doubts)


def _one_line(texts: Texts) -> str:
    return " ".join(lines_of(texts[Part.TITLE]))


def is_overruled(row: SheetRow, values: Values) -> bool:
    """Whether a day of completion says more than the status beside it, which nobody may have looked at.

    Without a base nobody knows which of the two was edited.
    """
    status = values.value(Part.STATUS, row.texts.get(Part.STATUS, ""))
    day = values.value(Part.DONE, row.texts.get(Part.DONE, ""))
    return day != "" and isinstance(day, str) and status in ("planned", "in-progress", "on-hold", "")


def _is_undecided(ours: PlanRow | None) -> bool:
    """Whether an item has several dates: then one of them is chosen, by its place or its day."""
    return ours is not None and ours.status is not None and len(entries_of(ours.status)) > 1


def _is_same_number(before: str, text: str) -> bool:
    try:
        return float(before) == float(text)
    except ValueError:
        return False


def _matching(
    theirs: Sequence[tuple[SheetRow, str | None, Item]],
    base: Mapping[str, Texts] | None,
    now: Mapping[str, Texts],
    ids: Mapping[int, str],
    old_ids: Mapping[str, str],
) -> Matching:
    """The rows with what they belong to, then what the sheet has no longer."""
    matches: list[Match] = []
    met: set[str] = set()
    for row, own, item in theirs:
        known = base is not None and own in base and row.number in ids
        old = _item(base[own], own, own) if base is not None and own is not None and known else None
        ours = _item(now[own], own, own) if own is not None and own in now else None
        by = By.ID if own is not None and is_same_number(row, old_ids.get(own, own)) else By.TITLE
        matches.append(Match((item.key,), old, item, ours, by))
        met.add(own or "")
    for left in dict.fromkeys((*(base or ()), *now)):
        if left not in met:
            old = _item(base[left], left, left) if base is not None and left in base else None
            ours = _item(now[left], left, left) if left in now else None
            matches.append(Match(("", left), old, None, ours))
    return Matching(tuple(matches), (), unbased=base is None)


def _same(values: Values) -> Same:
    """Whether two cells mean the same: `2027-03` and `March 2027`, a name and its short name."""

    def same(field: str, one: Value | None, other: Value | None) -> bool:
        if field == Part.STATUS:  # where nothing is written, it is planned
            one, other = one or "planned", other or "planned"
        if one == other or not isinstance(one, str) or not isinstance(other, str):
            return one == other
        part = Part(field)
        if part in DATES:
            return values.same_date(one, other)
        first, second = values.value(part, one), values.value(part, other)
        return not isinstance(first, Unreadable) and first == second

    return same
