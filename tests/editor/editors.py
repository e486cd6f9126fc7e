"""An editor that is played: it sends what editors send, and applies what it gets to its own text.

The server is in this process. What goes either way is JSON, as in a pipe; only the pipe is left out, and the
moment that is waited for after the last key.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pygls.protocol import LanguageServerProtocol, default_converter

from conftest import TODAY
from ssetrack.editor.addresses import uri_of
from ssetrack.editor.desk import Desk, Preferences
from ssetrack.editor.protocol.server import PlanServer

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""What is counted, as Python encodes it, and octets for each unit."""

Json = Any

converter = cache(default_converter)
"""What makes messages of JSON: it compiles a function for each kind, knows of no server, and serves all."""


class Editor:
    """One editor at one server. `got` holds all notifications and requests of the server."""

    def __init__(
        self,
        *roots: Path,
        day: date = TODAY,
        encodings: Sequence[str] = ("utf-16",),
        language: str | None = "en",
        **more: Json,
    ) -> None:
        self.got: list[Json] = []
        self._answers: list[Json] = []
        self._number = 0
        self._loop = asyncio.new_event_loop()
        self.server = PlanServer(Desk(Preferences(language, day=lambda _: day)), converter)
        self.server.protocol.set_writer(self)
        capabilities = {
            "general": {"positionEncodings": list(encodings)},
            "textDocument": {"rename": {"prepareSupport": True}},
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
        }
        folders = [{"uri": uri_of(str(root)), "name": root.name} for root in roots]
        self.greeting = self.ask(
            "initialize",
            {"processId": None, "rootUri": None, "capabilities": capabilities, "workspaceFolders": folders}
            | more,
        )
        self.units: str = self.greeting["capabilities"]["positionEncoding"]
        self.tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.publisher.stop()
        self.server.shutdown()
        self._loop.close()
        # pygls keeps every server that it was ever asked for the type of a message.
        for kept in (LanguageServerProtocol.get_message_type, LanguageServerProtocol.get_result_type):
            kept.cache_clear()

    # What the server writes to, in place of a pipe.

    def write(self, octets: bytes) -> None:
        """A message of the server."""
        head, _, body = octets.partition(b"\r\n\r\n")
        assert f"Content-Length: {len(body)}".encode() in head
        message = json.loads(body)
        (self.got if "method" in message else self._answers).append(message)

    def close(self) -> None:
        """The server ends."""

    def _send(self, message: Json) -> None:
        read = json.loads(json.dumps(message), object_hook=self.server.protocol.structure_message)

        async def handle() -> None:
            self.server.protocol.handle_message(read)

        self._loop.run_until_complete(handle())

    def tell(self, method: str, params: Json) -> None:
        """A notification."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Json) -> Json:
        """The result of a request, or its error."""
        self._number += 1
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        answer = self._answers.pop()
        assert answer["id"] == self._number
        return answer["result"] if "result" in answer else answer.get("error")

    def about(self, method: str, uri: str, **more: Json) -> Json:
        """The result of a request about a text."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}} | more)

    def actions(self, uri: str, place: Json, kind: str = "quickfix") -> Json:
        """The actions of a kind at a place."""
        return self.about("codeAction", uri, range=place, context={"diagnostics": [], "only": [kind]})

    def open(self, where: str | Path, text: str, version: int = 1) -> str:
        """Open a text, at a path or under a URI."""
        uri = where if isinstance(where, str) else uri_of(str(where))
        item = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, text: str, version: int = 2) -> None:
        """Replace a whole text."""
        self.edit(uri, [{"text": text}], version)

    def edit(self, uri: str, changes: Iterable[Json], version: int = 2) -> None:
        """Change stretches of a text."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def diagnostics(self) -> dict[str, list[Json]]:
        """What the server says is wrong, by URI, once it has waited: the last it said of each."""
        self.server.publisher.stop()
        self.server.publisher.publish()
        said = [one["params"] for one in self.got if one["method"] == "textDocument/publishDiagnostics"]
        return {one["uri"]: one["diagnostics"] for one in said}

    def messages(self) -> list[str]:
        """What the server told the person."""
        return [one["params"]["message"] for one in self.got if one["method"] == "window/showMessage"]

    def position(self, text: str, offset: int) -> Json:
        """A position as this editor counts."""
        encoding, size = UNITS[self.units]
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        units = len(lines[-1].encode(encoding, "surrogatepass")) // size
        return {"line": len(lines) - 1, "character": units}

    def offset(self, text: str, position: Json) -> int:
        """Where a position is in a text."""
        encoding, size = UNITS[self.units]
        starts = [0]
        for at, sign in enumerate(text):
            if sign == "\n" or (sign == "\r" and text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        start = starts[position["line"]]
        octets = text[start:].encode(encoding, "surrogatepass")[: position["character"] * size]
        return start + len(octets.decode(encoding, "surrogatepass"))

    def applied(self, text: str, edits: Sequence[Json]) -> str:
        """A text with edits made, as an editor makes them: all places are those of the text before."""
        places = [
            (self.offset(text, one["range"]["start"]), self.offset(text, one["range"]["end"]), one["newText"])
            for one in edits
        ]
        places.sort(key=lambda one: one[:2])
        assert all(one[1] <= other[0] for one, other in pairwise(places)), "they overlap"
        for start, end, new in reversed(places):
            text = text[:start] + new + text[end:]
        return text
