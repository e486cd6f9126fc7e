"""The language server: what an editor says, and what it is answered.

Comes in: messages over two streams, until the editor ends. Goes out: messages. It keeps what is open on a
`Desk` and never writes a file. A mistake of ours is told once, and the request is answered with nothing.
"""

from __future__ import annotations

import gc
import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from ssetrack import __version__
from ssetrack.diagnostic import SsetrackError
from ssetrack.editor.addresses import uri_of
from ssetrack.editor.desk import Desk
from ssetrack.editor.plans import Plans
from ssetrack.editor.positions import best_units
from ssetrack.editor.protocol.conversion import span_from
from ssetrack.editor.protocol.features import Handler
from ssetrack.editor.protocol.messages import OwnTexts
from ssetrack.editor.protocol.publishing import Publisher
from ssetrack.editor.protocol.text_answers import TextAnswers
from ssetrack.editor.protocol.word_answers import WordAnswers
from ssetrack.language.message import message

NAME = "ssetrack"

HINTS = "inlayHints"
"""The setting that shows the days of dates which count from others: not everybody wants them in the text."""

_WATCHED = ("**/*.{yaml,yml,YAML,YML}", "**/ssetrack.toml", "**/pyproject.toml")
"""The files that an editor is asked to tell of: plans, and where a configuration stands."""


class PlanServer(LanguageServer):
    """A server for the plans of one editor. `ended_well`: it was asked to end."""

    def __init__(self, desk: Desk, converter_factory: Callable[[], Any] = default_converter) -> None:
        """`converter_factory` gives what makes messages of JSON, and JSON of messages."""
        super().__init__(
            NAME, __version__, protocol_cls=OwnTexts, converter_factory=converter_factory, max_workers=1
        )
        logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what it would say, the editor is told
        self.desk = desk
        self.ended_well = False
        self.publisher = Publisher(
            desk, self.text_document_publish_diagnostics, self.fail, self.tell_refusals
        )
        self._speaker = desk.speaker()
        self._told: set[str] = set()
        self._refused: set[str] = set()
        for method, handler in self._of_life().items():
            self.feature(method)(self._with_guard(handler))
        self._words = WordAnswers(desk)
        features = TextAnswers(desk).features() | self._words.features()
        for method, (handler, options) in features.items():
            self.feature(method, options)(self._with_guard(handler))

    def _of_life(self) -> dict[str, Handler]:
        """What an editor says without asking."""
        return {
            types.INITIALIZE: self._initialize,
            types.INITIALIZED: self._ask_for_files,
            types.SHUTDOWN: self._shutdown,
            types.TEXT_DOCUMENT_DID_OPEN: self._open,
            types.TEXT_DOCUMENT_DID_CHANGE: self._change,
            types.TEXT_DOCUMENT_DID_SAVE: self._look_again,
            types.TEXT_DOCUMENT_DID_CLOSE: self._close,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._look_again,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: self._change_settings,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self._change_folders,
        }

    def _with_guard(self, handler: Handler) -> Handler:
        """A handler whose refusals are answers, and whose mistakes are told and answered with nothing."""

        def answer(params: Any) -> Any:
            try:
                return handler(params)
            except SsetrackError as refusal:
                raise JsonRpcException(self._reason(refusal), types.LSPErrorCodes.RequestFailed) from None
            except Exception as fault:
                self.fail(fault)
                return None

        return answer

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002  (pygls's signature)
        """What is wrong with a message of the editor is for its log, not for the person at it."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"{error}"))

    def fail(self, fault: Exception) -> None:
        """Tell of a mistake of ours: once, and where it happened in the editor's log."""
        where = "".join(traceback.format_exception(fault))
        if where in self._told:
            return
        self._told.add(where)
        said = message(
            "ssetrack made a mistake ({error}): what it shows may be out of date; please report this",
            error=f"{type(fault).__name__}: {fault}",
        )
        self._show(self._speaker.say(said), types.MessageType.Error)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, where))

    def tell_refusals(self, plans: Plans) -> None:
        """Tell what could not be read on the way to some plans: a configuration, a file; each once."""
        self._speaker = plans.speaker
        words = {self._reason(refusal) for refusal in plans.refusals}
        for said in sorted(words - self._refused):
            self._show(said, types.MessageType.Warning)
        self._refused = words

    def _reason(self, refusal: SsetrackError) -> str:
        said = [refusal.message, *([refusal.help] if refusal.help is not None else [])]
        return "\n".join(map(self._speaker.say, said))

    def _show(self, said: str, kind: types.MessageType) -> None:
        self.window_show_message(types.ShowMessageParams(kind, said))

    def _initialize(self, params: types.InitializeParams) -> None:
        general = params.capabilities.general
        self.desk.texts.units = best_units(None if general is None else general.position_encodings)
        self.desk.greet(params.locale)
        self._speaker = self.desk.speaker()
        folders = [folder.uri for folder in params.workspace_folders or ()]
        if not folders and params.root_uri is not None:
            folders = [params.root_uri]
        elif not folders and params.root_path is not None:
            folders = [uri_of(params.root_path)]
        for uri in folders:
            self.desk.add_root(uri)
        workspace = params.capabilities.workspace
        editing = None if workspace is None else workspace.workspace_edit
        self._words.versioned = editing is not None and bool(editing.document_changes)
        self._heed_settings(params.initialization_options)

    def _heed_settings(self, settings: object) -> None:
        """What somebody set in the editor: alone, or under the name of this server."""
        own = settings.get(NAME, settings) if isinstance(settings, Mapping) else None
        wanted = own.get(HINTS) if isinstance(own, Mapping) else None
        if isinstance(wanted, bool):
            self._words.inlay_hints_wanted = wanted

    def _ask_for_files(self, _: types.InitializedParams) -> None:
        """Ask to be told of files, by editors that can be asked."""
        workspace = self.client_capabilities.workspace
        watching = None if workspace is None else workspace.did_change_watched_files
        if watching is None or not watching.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        registration = types.Registration(
            "files",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        self.client_register_capability(types.RegistrationParams([registration]))

    def _shutdown(self, _: None) -> None:
        self.ended_well = True
        self.publisher.stop()

    def _open(self, params: types.DidOpenTextDocumentParams) -> None:
        text = params.text_document
        self.desk.texts.open(text.uri, text.text, text.version)
        self.desk.forget_folders()
        self.publisher.wait()
        self.desk.view(text.uri)  # before it is changed: what it names is known even if that breaks it

    def _change(self, params: types.DidChangeTextDocumentParams) -> None:
        changes = (
            (
                span_from(one.range) if isinstance(one, types.TextDocumentContentChangePartial) else None,
                one.text,
            )
            for one in params.content_changes
        )
        self.desk.texts.change(params.text_document.uri, changes, params.text_document.version)
        self.publisher.wait()

    def _close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self.desk.texts.close(uri)
        self.desk.forget_text(uri)
        self.publisher.withdraw(uri)
        self.publisher.wait()

    def _look_again(self, _: object) -> None:
        self.desk.forget_folders()
        self.publisher.wait()

    def _change_settings(self, params: types.DidChangeConfigurationParams) -> None:
        self._heed_settings(params.settings)

    def _change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            self.desk.remove_root(folder.uri)
        for folder in params.event.added:
            self.desk.add_root(folder.uri)
        self.publisher.wait()


class _Output:
    """The stream to the editor. The server ends where it cannot be written: nobody hears it any more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def write(self, octets: bytes) -> None:
        """Write a message, all of it."""
        try:
            self._stream.write(octets)
            self._stream.flush()
        except OSError as error:
            self.failure = error
            raise SystemExit from error  # pygls goes on after anything less

    def flush(self) -> None:
        """Each message is written at once."""

    def close(self) -> None:
        """The stream belongs to whoever opened it."""


def serve(desk: Desk, stdin: BinaryIO, stdout: BinaryIO) -> bool:
    """Serve one editor over two streams until it ends; whether it said that it would.

    Raises `OSError` where the editor cannot be written to, though it is there.
    """
    gc.enable()  # a server lives for hours, and what it read is full of cycles
    server = PlanServer(desk)
    output = _Output(stdout)
    server.start_io(stdin, cast("BinaryIO", output))
    if output.failure is not None and not isinstance(output.failure, BrokenPipeError):
        raise output.failure
    return server.ended_well
