"""How pygls is spoken with: texts are kept by us, and an error is told once, in words.

Comes in: what pygls reads from the editor. Goes out: calls of our handlers. pygls would keep each text once
more, and count positions itself.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import JsonRPCNotification, JsonRPCProtocol

from ssetrack.editor.positions import best_units


class OwnTexts(LanguageServerProtocol):
    """pygls's protocol without its texts, and with our choice of what is counted within a line."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as pygls reads it; of one that it cannot read, whoever asked is told, and that is all.

        pygls would leave the question without an answer, and tell the person of it.
        """
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            return JsonRPCNotification("$/unreadable", JsonRPCProtocol.VERSION, None)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """What the server can do, and in which units it counts."""
        result = yield from super().lsp_initialize(params)
        general = params.capabilities.general
        units = best_units(None if general is None else general.position_encodings)
        result.capabilities.position_encoding = types.PositionEncodingKind(units.value)
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """A text was opened."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """A text was changed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """A text was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None
