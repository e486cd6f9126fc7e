"""What an editor asks about a text or a stretch of it: actions, its form, its outline, what can be folded.

Comes in: the parameters of a request. Goes out: its result; nothing for a text that is not open, or no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsprotocol import types

from ssetrack.diagnostic import Edit, Range
from ssetrack.editor import actions
from ssetrack.editor.answers.moves import Moves
from ssetrack.editor.desk import Desk
from ssetrack.editor.document import Document
from ssetrack.editor.plans import Plans
from ssetrack.editor.protocol.conversion import diagnostic, location_of, range_of, span_from, text_edits
from ssetrack.editor.protocol.features import Features
from ssetrack.editor.rule_links import link_to
from ssetrack.editor.symbols import Symbol, flat, folds, symbols
from ssetrack.language.collation import fold
from ssetrack.wording.printable import one_line

FIX_ALL = types.CodeActionKind.SourceFixAll
MOST_SYMBOLS = 500
"""So many parts of plans are listed for one question."""

_KINDS = {
    "section": types.SymbolKind.Namespace,
    "activity": types.SymbolKind.Event,
    "milestone": types.SymbolKind.Key,
}


Here = Callable[[Range], Range]


class TextAnswers:
    """The answers about whole texts on a desk, and about stretches of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def features(self) -> Features:
        """Each kind of question that is answered: by what, and what the editor is told of it beforehand."""
        kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
        return {
            types.TEXT_DOCUMENT_CODE_ACTION: (self.code_actions, kinds),
            types.TEXT_DOCUMENT_FORMATTING: (self.formatting, None),
            types.TEXT_DOCUMENT_FOLDING_RANGE: (self.folds, None),
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (self.symbols, None),
            types.WORKSPACE_SYMBOL: (self.workspace_symbols, None),
        }

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        """What can be done about the findings at a place; and all safe fixes, where that is asked for."""
        view = self._desk.view(params.text_document.uri)
        if view is None:
            return None
        document, plans = view
        asked = params.context.only
        found: list[types.CodeAction] = []
        if _is_asked(types.CodeActionKind.QuickFix, asked):
            place = document.positions(self._desk.texts.units).range(span_from(params.range))
            found += [
                self._quick_fix(one, document, plans) for one in actions.actions(document, plans, place)
            ]
        automatic = params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
        if _is_asked(FIX_ALL, asked) and (asked is not None or not automatic):
            edits = actions.fix_all(document, plans)
            if edits:
                title = plans.speaker.say(actions.FIX_ALL)
                found.append(types.CodeAction(title, FIX_ALL, edit=self._edit(document, edits)))
        return found

    def _quick_fix(self, action: actions.Action, document: Document, plans: Plans) -> types.CodeAction:
        about = diagnostic(action.finding, document, plans, self._desk.texts.units, link_to)
        return types.CodeAction(
            one_line(plans.speaker.say(action.title)),
            types.CodeActionKind.QuickFix,
            diagnostics=[about],
            is_preferred=action.sure or None,
            edit=self._edit(document, action.edits),
        )

    def _edit(self, document: Document, edits: Sequence[Edit]) -> types.WorkspaceEdit:
        return types.WorkspaceEdit({document.uri: self._text_edits(document, edits)})

    def _text_edits(self, document: Document, edits: Sequence[Edit]) -> list[types.TextEdit]:
        return text_edits(edits, document.positions(self._desk.texts.units))

    def formatting(self, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        """What `fmt` changes."""
        view = self._desk.view(params.text_document.uri)
        return None if view is None else self._text_edits(view[0], actions.formatting(*view))

    def folds(self, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        """What can be folded away."""
        view = self._desk.view(params.text_document.uri)
        if view is None:
            return None
        document, _ = view
        positions, here = document.positions(self._desk.texts.units), _places_now(document)
        found: dict[tuple[int, int], types.FoldingRange] = {}
        for one in folds(document.good_tree, document.good.source.text):
            first, last = (at.line for at in positions.span(here(one.place)))
            kind = types.FoldingRangeKind.Comment if one.is_comment else None
            if first < last:
                found.setdefault((first, last), types.FoldingRange(first, last, kind=kind))
        return [found[lines] for lines in sorted(found)]

    def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        """The outline of a plan."""
        view = self._desk.view(params.text_document.uri)
        if view is None:
            return None
        document, _ = view
        here = _places_now(document)
        return [
            self._symbol(one, document, here)
            for one in symbols(document.good_tree, document.good.source.text)
        ]

    def _symbol(self, symbol: Symbol, document: Document, here: Here) -> types.DocumentSymbol:
        positions = document.positions(self._desk.texts.units)
        return types.DocumentSymbol(
            symbol.name,
            _KINDS[symbol.kind],
            range_of(positions.span(here(symbol.place))),
            range_of(positions.span(here(symbol.name_place))),
            children=[self._symbol(one, document, here) for one in symbol.inner],
        )

    def workspace_symbols(self, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        """The sections, activities and milestones of all plans whose name has what is asked for in it."""
        wanted = fold(params.query)
        found: list[types.SymbolInformation] = []
        for symbol, document, plans in self._all_symbols():
            if wanted in fold(symbol.name):
                here = _places_now(document)(symbol.name_place)
                place = location_of(document, here, self._desk.texts.units)
                file = plans.file_of(document)
                holder = None if file is None else file.id
                found.append(
                    types.SymbolInformation(place, symbol.name, _KINDS[symbol.kind], container_name=holder)
                )
                if len(found) == MOST_SYMBOLS:
                    break
        return found

    def _all_symbols(self) -> Iterator[tuple[Symbol, Document, Plans]]:
        for plans in self._desk.all_plans():
            for document in plans.documents.values():
                found = symbols(document.good_tree, document.good.source.text)
                yield from ((one, document, plans) for one in flat(found))


def _places_now(document: Document) -> Here:
    """Where places of the latest text that could be read are in the text as it is now."""
    if document.good is document.loaded:
        return lambda place: place
    return Moves(document.text, document.good.source.text).stretch_now


def _is_asked(kind: types.CodeActionKind, asked: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether actions of a kind are asked for: by its name, by a name that it is a part of, or by none."""
    if asked is None:
        return True
    names = (one.value if isinstance(one, types.CodeActionKind) else one for one in asked)
    return any(name == "" or kind.value == name or kind.value.startswith(f"{name}.") for name in names)
