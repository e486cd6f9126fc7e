"""A language server as an editor uses it, measured within one process: `python bench/editor.py PLAN FOLDER`.

Comes in: a plan, in which a key is typed again and again, and a folder of real plans, which are all opened,
and of whose last one every beginning is asked about. Goes out, as JSON: milliseconds of CPU from a key to
what is wrong, the most that all answers to one beginning take, and the peak of memory with the folder open,
in MiB. The pipe to the editor is left out; what goes through it is written and read as JSON all the same.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from ssetrack.editor.addresses import uri_of
from ssetrack.editor.desk import Desk, Preferences
from ssetrack.editor.protocol.server import PlanServer

KEYS = 15
EVERY = 41
"""So many characters lie between two beginnings of the plan that are asked about."""

DAY = date(2004, 10, 1)
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Client:
    """What an editor sends; what it gets is dropped."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self.server = PlanServer(Desk(Preferences("en", day=lambda _: DAY)))
        self.server.protocol.set_writer(self)
        folders = [{"uri": uri_of(str(folder)), "name": "plans"}]
        self.send("initialize", {"capabilities": {}, "processId": None, "workspaceFolders": folders}, 1)

    def write(self, data: bytes) -> None:
        """A message of the server."""

    def close(self) -> None:
        """The server ends."""

    def send(self, method: str, params: dict[str, Any], number: int | None = None) -> None:
        """A notification, or with a number a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        octets = json.dumps(message if number is None else message | {"id": number})

        async def handle() -> None:
            read = json.loads(octets, object_hook=self.server.protocol.structure_message)
            self.server.protocol.handle_message(read)

        self._loop.run_until_complete(handle())

    def open(self, path: Path) -> str:
        """Open a plan, and publish what is wrong with it."""
        uri = uri_of(str(path))
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text(encoding="utf-8")}
        self.send("textDocument/didOpen", {"textDocument": document})
        self.publish()
        return uri

    def type(self, uri: str, change: dict[str, Any], version: int) -> None:
        """Change a text, and publish what is wrong with it."""
        document = {"uri": uri, "version": version}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        self.publish()

    def publish(self) -> None:
        """What is done a moment after the last key."""
        self.server.publisher.stop()
        self.server.publisher.publish()

    def ask_everything(self, uri: str, position: dict[str, int]) -> None:
        """Every kind of question, with the cursor there."""
        here = {"textDocument": {"uri": uri}, "position": position}
        for method in ("completion", "hover", "definition", "documentHighlight", "prepareRename"):
            self.send(f"textDocument/{method}", here, 2)
        self.send("textDocument/references", here | {"context": {"includeDeclaration": True}}, 2)
        place = {"start": position, "end": position}
        about = {"textDocument": {"uri": uri}}
        self.send("textDocument/codeAction", about | {"range": place, "context": {"diagnostics": []}}, 2)
        for method in ("codeLens", "documentSymbol", "foldingRange"):
            self.send(f"textDocument/{method}", about, 2)


def key_to_diagnostics(plan: Path) -> float:
    """Milliseconds from a key to what is wrong, the median of several."""
    client = Client(plan.parent / "nowhere")
    uri = client.open(plan)
    line = next(
        number for number, one in enumerate(plan.read_text(encoding="utf-8").splitlines()) if "title:" in one
    )
    costs = []
    for number in range(KEYS):
        end = {"line": line, "character": 10_000}
        began = time.process_time()
        client.type(uri, {"range": {"start": end, "end": end}, "text": "x"}, number + 2)
        costs.append(time.process_time() - began)
    return statistics.median(costs[1:]) * 1_000


def beginnings(client: Client, uri: str, text: str) -> float:
    """The most milliseconds that the questions about one beginning of a plan take together."""
    costs = []
    for end in range(0, len(text) + 1, EVERY):
        lines = text[:end].split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}
        client.type(uri, {"text": text[:end]}, end + 2)
        began = time.process_time()
        client.ask_everything(uri, position)
        costs.append(time.process_time() - began)
    return max(costs) * 1_000


def main() -> None:
    """Measure, and print."""
    plan, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    client = Client(folder)
    opened = [(path, client.open(path)) for path in sorted(folder.glob("*.yaml"))]
    for _, uri in opened:
        client.ask_everything(uri, {"line": 60, "character": 14})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1024 / 1024
    path, uri = opened[-1]
    most = beginnings(client, uri, path.read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps({"peak": peak, "beginning": most, "key": key_to_diagnostics(plan)}) + "\n")


if __name__ == "__main__":
    main()
