"""A proposal made of a document: what is read, who is meant, and what must be said of it.

Comes in: a document, what is answered about it, how the plan is to be called. Goes out: a `Proposal`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ssetrack.importing.halves import without_halves
from ssetrack.importing.layout.headings import bare
from ssetrack.importing.layout.lists import left_beside_tables, list_of
from ssetrack.importing.layout.tables import Choice, Layout, layout_of
from ssetrack.importing.mapping.answers import Answers, project_start
from ssetrack.importing.places import Spot
from ssetrack.importing.proposal.ids import Ids, ids_of, is_made
from ssetrack.importing.proposal.item_names import ItemNames, without_items
from ssetrack.importing.proposal.items import Item, PlanDate
from ssetrack.importing.proposal.owners import Owners
from ssetrack.importing.proposal.proposal import Naming, Proposal
from ssetrack.importing.proposal.repeats import without_repeats
from ssetrack.importing.proposal.whens import when_of
from ssetrack.importing.readings.cell_answers import answers_by_cell
from ssetrack.importing.readings.dates import Dated
from ssetrack.importing.readings.drafts import Draft, ItemDate, Kept, Path, whole_reading
from ssetrack.importing.readings.item import says_something
from ssetrack.importing.readings.parts import Known
from ssetrack.importing.readings.people import Holder, Person
from ssetrack.importing.readings.reading import (
    UNKNOWN,
    About,
    Doubt,
    Ignored,
    Question,
    Told,
    each_once,
    each_told_once,
)
from ssetrack.importing.readings.table import reading_of
from ssetrack.importing.words import language_of
from ssetrack.language.collation import fold
from ssetrack.language.message import message
from ssetrack.tables.exchange.listing import Column as Listed
from ssetrack.tables.grid import Document, Table


def proposal_of(document: Document, answers: Answers, naming: Naming, choice: Choice) -> Proposal:
    """What import proposes for a document."""
    document = without_halves(document)
    layout = layout_of(document, answers, choice)
    beside = left_beside_tables(document) if layout.tables else None
    if not layout.tables:
        lines = list_of(document, answers)
        layout = layout._replace(tables=(lines,) if lines is not None else ())
    known = Known(
        answers.language or None, answers.years, project_start(answers.start), answers.struck, layout.years
    )
    by_cell = answers_by_cell(layout.tables, answers.cells)
    answers = answers._replace(cells=by_cell.named)
    reading = whole_reading(tuple(reading_of(one, known, by_cell.by_spot) for one in layout.tables))
    drafts, repeated = without_repeats(reading.drafts)
    reading = reading._replace(drafts=drafts, told=(*reading.told, *repeated))
    ids = ids_of(reading.drafts)
    owners = Owners(reading.drafts, answers.names)
    by_number = {
        draft.number: id_ for draft, id_ in zip(reading.drafts, ids.ids, strict=True) if draft.number
    }
    told = [*reading.told, *ids.told]
    items = []
    named = ItemNames(answers.when)
    for place, draft in enumerate(reading.drafts):
        item, said = _item(draft, place, ids, owners, by_number, named)
        items.append(item._replace(doubts=_with_questions(item.doubts, by_cell.questions)))
        told += said
    told += [Told(one.answer.at, one.why, unused=True) for one in by_cell.unused]
    told += [
        Told(
            "when",
            message("the mapping file has `{name}`, but no activity has this id or title", name=name),
            unused=True,
        )
        for name in without_items(answers.when, [(item.id, item.title) for item in items])
    ]
    told += [Told(naming.source, what) for what in (*document.told, *((beside,) if beside else ()))]
    told += [
        Told(
            naming.source,
            message(
                "the mail has attachment {number}, {name}; to import it: `--attachment {number}`",
                number=one.number,
                name=one.name,
            ),
        )
        for one in document.attachments
    ]
    answers = answers._replace(when=_lasting_names(answers.when, items))
    language, why = _language(document, answers, layout)
    tables = {table.number: table for table in document.tables}
    left = tuple(
        Ignored(one.where, one.why, frozenset(_spots(tables[one.table.number]))) for one in layout.left_out
    )
    ignored = (*reading.ignored, *(one for one in left if one.spots))
    taken = {spot for one in ignored for spot in one.spots}
    cells = frozenset(spot for table in tables.values() for spot in _spots(table))
    return Proposal(
        naming, layout, answers, language, tuple(items), _distinct(reading.sections), reading.remarks,
        owners.all, _with_questions(reading.doubts, by_cell.questions),
        each_told_once((*told, *why)), ignored, cells, reading.read - taken,
        sum(one.table.rows for one in layout.tables),
    )  # fmt: skip


def _with_questions(doubts: Sequence[Doubt], questions: Mapping[Spot, Question]) -> tuple[Doubt, ...]:
    """Doubts of which some have an answer that may as well be for another cell: then that is asked."""
    return tuple(
        one
        if (question := questions.get(one.spot)) is None
        else one._replace(question=question, help=question.answer)
        for one in doubts
    )


def _spots(table: Table) -> list[Spot]:
    """The cells of a table that are not empty."""
    return [
        Spot(table.number, row, column) for (row, column), cell in table.cells.items() if says_something(cell)
    ]


def _distinct(paths: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(paths))


def _language(document: Document, answers: Answers, layout: Layout) -> tuple[str, list[Told]]:
    """The plan's language: what is said, else what the headings are in."""
    if answers.language:
        return answers.language, []
    texts = {text for one in layout.tables for texts in one.header.texts.values() for text in texts}
    if texts <= set(Listed):
        return "", []  # the headings are a program's, and of no language
    guess = language_of(map(bare, texts))
    where = layout.tables[0].addresses.whole if layout.tables else ""
    if guess is not None:
        return guess, [
            Told(
                where,
                message(
                    "the language of its headings, `{language}`, is used as that of the plan", language=guess
                ),
            )
        ]
    if document.language:
        what = message(
            "the file says that its language is `{language}`, but this is not used; "
            "if it is right, add `--lang {language}`",
            language=document.language,
        )
        return "", [Told(where, what)]
    return "", []


def _item(
    draft: Draft, place: int, ids: Ids, owners: Owners, by_number: Mapping[str, str], named: ItemNames
) -> tuple[Item, list[Told]]:
    """A draft as an item of the plan."""
    id_, title = ids.ids[place], " ".join(draft.title.split())
    timed = when_of(draft, takes_place=named.mean(id_, title))
    doubts = [*draft.doubts, *timed.doubts]
    if place in ids.doubts:
        doubts.append(ids.doubts[place])
    after: list[str] = []
    for wait in draft.after:
        reference = by_number.get(wait.reference)
        if reference is None or wait.reference in ids.twice or reference == id_:
            doubts.append(_unknown(wait.reference, wait.at, wait.spot, twice=wait.reference in ids.twice))
        elif reference not in after:
            after.append(reference)
    kept = [*draft.kept]
    if timed.time:
        kept.append(Kept("x-time", (timed.time,)))
    roles = [
        f"{one.role}: {one.name}"
        for one in (*draft.owners, *draft.contributors)
        if isinstance(one, Person) and one.role and not owners.has_role(one)
    ]
    short = tuple(dict.fromkeys(owners.short_name(one) for one in draft.owners))
    item = Item(
        id_, draft.at, draft.spot, title, draft.path,
        short,
        tuple(dict.fromkeys(one for one in map(owners.short_name, draft.contributors) if one not in short)),
        tuple(map(_name, draft.owners)), tuple(map(_name, draft.contributors)),
        timed.when, tuple(after), draft.after, draft.state.status, draft.state.progress,
        _completion(draft.done), (*draft.notes, *roles), tuple(kept), tuple(_with_proposals(doubts, owners)),
        draft.number, draft.texts,
    )  # fmt: skip
    return item, list(timed.told)


def _lasting_names(names: Sequence[str], items: Sequence[Item]) -> tuple[str, ...]:
    """Names of items that mean the same rows next time: a title for an id that was counted."""
    titles = Counter(fold(item.title) for item in items)
    lasting = {
        item.id: item.title
        for item in items
        if is_made(item.id, item.number) and titles[fold(item.title)] == 1 and item.title != UNKNOWN
    }
    return tuple(lasting.get(name, name) for name in names)


def _with_proposals(doubts: Sequence[Doubt], owners: Owners) -> list[Doubt]:
    """Doubts without those that the mapping settles; owners that their words mention are proposed only."""
    found = []
    for doubt in doubts:
        if doubt.about is About.OWNER and owners.explains(doubt.text):
            continue
        if doubt.about is About.OWNER:
            names = ", ".join(f"`{name}`" for name in owners.owners_in(doubt.text))
            help_ = message("not clearly a name: is {names} meant?", names=names) if names else doubt.help
            doubt = doubt._replace(help=help_, written=owners.seat(doubt.text))
        found.append(doubt)
    return list(each_once(found))


def _name(holder: Holder) -> str:
    return holder.name if isinstance(holder, Person) else " ".join(holder.text.split())


def _completion(date_: ItemDate | None) -> PlanDate | None:
    if date_ is None or not isinstance(date_.value, Dated):
        return None
    one = date_.value
    return PlanDate("done", one.text, one.written, one.period, date_.at, date_.spot)


def _unknown(reference: str, at: str, spot: Spot, *, twice: bool) -> Doubt:
    if twice:
        help_ = message("the id {id} is used twice: it is not clear which row is meant", id=reference)
    else:
        help_ = message("no other activity has the id {id}", id=reference)
    return Doubt(spot, at, About.ID, reference, "", help_)
