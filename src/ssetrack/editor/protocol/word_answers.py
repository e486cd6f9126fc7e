"""What an editor asks about a word: proposals, hovers, where it is, other names, what is counted of it.

Comes in: the parameters of a request. Goes out: its result; nothing for a text that is not open, or no plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lsprotocol import types

from ssetrack.diagnostic import Range
from ssetrack.editor.answers import completion, hover, lenses, references, renaming
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.proposal import Proposal, ProposalKind
from ssetrack.editor.answers.references import Spot
from ssetrack.editor.desk import Desk
from ssetrack.editor.document import Document
from ssetrack.editor.plans import Plans
from ssetrack.editor.protocol.conversion import (
    location_of,
    position_from,
    range_of,
    span_from,
    workspace_edit,
)
from ssetrack.editor.protocol.features import Features

TRIGGERS = (" ", "[", "{", ",", ":")
"""What is typed before a word that may be proposed."""

_KINDS = {
    ProposalKind.FIELD: types.CompletionItemKind.Property,
    ProposalKind.OWNER: types.CompletionItemKind.Reference,
    ProposalKind.GOAL: types.CompletionItemKind.Reference,
    ProposalKind.ITEM: types.CompletionItemKind.Reference,
    ProposalKind.TAG: types.CompletionItemKind.Value,
    ProposalKind.CHOICE: types.CompletionItemKind.EnumMember,
    ProposalKind.LANGUAGE: types.CompletionItemKind.Value,
    ProposalKind.ZONE: types.CompletionItemKind.Value,
    ProposalKind.DATE: types.CompletionItemKind.Value,
    ProposalKind.RULE: types.CompletionItemKind.Constant,
}


class _Place(NamedTuple):
    """A cursor in a document."""

    names: Index
    document: Document
    offset: int

    @property
    def asked(self) -> tuple[Index, str, int]:
        """What the answers take."""
        return self.names, self.document.path, self.offset


class WordAnswers:
    """The answers about words on a desk. `versioned`: the editor takes edits with versions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._index: Index | None = None
        self.versioned = False
        self.inlay_hints_wanted = False

    def features(self) -> Features:
        """Each kind of question that is answered: by what, and what the editor is told of it beforehand."""
        return {
            types.TEXT_DOCUMENT_COMPLETION: (self.completion, types.CompletionOptions([*TRIGGERS])),
            types.TEXT_DOCUMENT_HOVER: (self.hover, None),
            types.TEXT_DOCUMENT_DEFINITION: (self.definition, None),
            types.TEXT_DOCUMENT_REFERENCES: (self.references, None),
            types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (self.highlights, None),
            types.TEXT_DOCUMENT_PREPARE_RENAME: (self.prepare_rename, None),
            types.TEXT_DOCUMENT_RENAME: (self.rename, types.RenameOptions(prepare_provider=True)),
            types.TEXT_DOCUMENT_CODE_LENS: (self.lenses, None),
            types.TEXT_DOCUMENT_INLAY_HINT: (self.inlay_hints, None),
        }

    def completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        """What may be written at a cursor."""
        place = self._place(params)
        if place is None:
            return None
        found = completion.completion(*place.asked)
        items = [self._item(one, number, place.document) for number, one in enumerate(found.several)]
        return types.CompletionList(not found.complete, items)

    def _item(self, one: Proposal, number: int, document: Document) -> types.CompletionItem:
        return types.CompletionItem(
            one.label,
            kind=_KINDS[one.kind],
            detail=one.meaning or None,
            documentation=_markdown(one.help) if one.help else None,
            sort_text=f"{number:04}",  # as they come: editors would sort by the alphabet
            filter_text=one.filter or None,
            text_edit=types.TextEdit(self._range(document, one.place), one.text),
        )

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What is said of what is under a cursor."""
        place = self._place(params)
        found = None if place is None else hover.hover(*place.asked)
        if place is None or found is None:
            return None
        return types.Hover(_markdown(found.markdown), self._range(place.document, found.place))

    def definition(self, params: types.DefinitionParams) -> list[types.Location] | None:
        """Where what is named under a cursor is declared."""
        place = self._place(params)
        return None if place is None else self._locations(references.definition(*place.asked), place)

    def references(self, params: types.ReferenceParams) -> list[types.Location] | None:
        """Everywhere where it is named."""
        place = self._place(params)
        if place is None:
            return None
        spots = references.references(*place.asked, declared=params.context.include_declaration)
        return self._locations(spots, place)

    def _locations(self, spots: Iterable[Spot], place: _Place) -> list[types.Location]:
        documents = place.names.plans.documents
        return [location_of(documents[one.path], one.place, self._desk.texts.units) for one in spots]

    def highlights(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        """Everywhere in the same text."""
        place = self._place(params)
        if place is None:
            return None
        return [
            types.DocumentHighlight(
                self._range(place.document, one.place),
                types.DocumentHighlightKind.Write if one.declares else types.DocumentHighlightKind.Read,
            )
            for one in references.highlights(*place.asked)
        ]

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        """What is renamed at a cursor. Raises `SsetrackError` with the reason where nothing can be."""
        place = self._place(params)
        found = None if place is None else renaming.renameable(*place.asked)
        if place is None or found is None:
            return None
        return types.PrepareRenamePlaceholder(self._range(place.document, found.place), found.name)

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """The edits of all plans that give it another name. Raises `SsetrackError` with the reason."""
        place = self._place(params)
        edits = None if place is None else renaming.renaming(*place.asked, params.new_name)
        if place is None or edits is None:
            return None
        return workspace_edit(edits, place.names.plans, self._desk.texts.units, versioned=self.versioned)

    def lenses(self, params: types.CodeLensParams) -> list[types.CodeLens] | None:
        """What is shown above declarations: nothing comes of a click."""
        view = self._view(params.text_document)
        if view is None:
            return None
        index, document = view
        return [
            types.CodeLens(self._range(document, one.place), types.Command(one.text, ""))
            for one in lenses.lenses(index, document.path)
        ]

    def inlay_hints(self, params: types.InlayHintParams) -> list[types.InlayHint] | None:
        """The day that is meant behind each date that counts from another; where that is asked for."""
        view = self._view(params.text_document) if self.inlay_hints_wanted else None
        if view is None:
            return None
        index, document = view
        positions = document.positions(self._desk.texts.units)
        start, end = positions.range(span_from(params.range))
        return [
            types.InlayHint(types.Position(*positions.position(one.offset)), one.text, padding_left=True)
            for one in lenses.inlay_hints(index, document.path)
            if start <= one.offset <= end
        ]

    def _place(self, params: Any) -> _Place | None:
        view = self._view(params.text_document)
        if view is None:
            return None
        index, document = view
        offset = document.positions(self._desk.texts.units).offset(position_from(params.position))
        return _Place(index, document, offset)

    def _view(self, text: types.TextDocumentIdentifier) -> tuple[Index, Document] | None:
        """The text among its plans, with the index of these: kept as long as they are the same."""
        view = self._desk.view(text.uri)
        if view is None:
            return None
        document, plans = view
        return self._index_of(plans), document

    def _index_of(self, plans: Plans) -> Index:
        if self._index is None or self._index.plans is not plans:
            self._index = Index(plans)
        return self._index

    def _range(self, document: Document, place: Range) -> types.Range:
        return range_of(document.positions(self._desk.texts.units).span(place))


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)
