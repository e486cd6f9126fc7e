"""The server as editors start it: a process, spoken with over its streams by pytest-lsp, Neovim, by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from conftest import ROOT, TESTS
from forks import FULL, Forks
from ssetrack.editor.addresses import uri_of

PROGRAM = Path(sys.executable).parent / "ssetrack"
COMMAND = [str(PROGRAM), "lsp", "--today", "2004-10-01", "--lang", "en"]
VISION = ROOT / "plans" / "vision-2004-2005.yaml"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)  # it watches no files
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri_of(str(ROOT)), "ssetrack")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_a_session(client: LanguageClient):
    """Opened, wrong, mended by an action: each time the editor hears what there is to say."""
    uri, text = uri_of(str(VISION)), VISION.read_text(encoding="utf-8")
    text = text.replace(" when: 2004-01 ", " when: 31 June 2004 ", 1)
    document = types.TextDocumentItem(uri, "yaml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    wrong = next(one for one in client.diagnostics[uri] if one.code == "impossible-date")
    assert (wrong.source, wrong.severity) == ("ssetrack", types.DiagnosticSeverity.Error)
    asked = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), wrong.range, types.CodeActionContext(diagnostics=[wrong])
    )
    actions = await client.text_document_code_action_async(asked)
    assert [one.title for one in actions or ()] == [
        "write `2004-06-30` (a guess)",
        "ignore `impossible-date` here",
    ]
    (edit,) = actions[0].edit.changes[uri]
    changed = types.VersionedTextDocumentIdentifier(2, uri)
    change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(changed, [change]))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert "impossible-date" not in [one.code for one in client.diagnostics[uri]]
    hover = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), edit.range.start)
    )
    assert hover is not None
    assert "30 June 2004" in hover.contents.value


@pytest.mark.needs("nvim")
def test_neovim(tmp_path: Path, golden: Callable[[str, str], None]):
    plan = tmp_path / "plans" / "a.yaml"
    plan.parent.mkdir()
    text = (
        "ssetrack: 1\ntitle: A plan \U0001f33b\nowners:\n  ana: Ana\nactivities:\n"
        '  - {id: a, title: "\U0001f33b", owners: [ana, priya], deadline: 31 June 2004}\n'
    )
    plan.write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-c", f"luafile {TESTS / 'editor' / 'neovim.lua'}"],
        env=os.environ | {"PLAN": str(plan), "PROGRAM": str(PROGRAM), "XDG_STATE_HOME": str(tmp_path)},
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    golden(done.stdout, "editor/neovim.out")


def test_it_is_no_command_for_people():
    terminal, keyboard = os.openpty()
    try:
        done = subprocess.run(COMMAND, stdin=keyboard, capture_output=True, check=False)
    finally:
        os.close(terminal)
        os.close(keyboard)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"ssetrack: `ssetrack lsp` is started by an editor, not in a terminal\n"
        b"  docs/how-to/editors.md says how to set up your editor\n"
    )


def test_an_editor_that_ends_without_a_word(forks: Forks, tmp_path: Path):
    assert forks.run(COMMAND[1:], tmp_path) == (1, b"", b"")


def test_an_editor_that_cannot_be_written_to_ends_it():
    octets = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null}}'
    message = b"Content-Length: %d\r\n\r\n%b" % (len(octets), octets)
    with Path(FULL).open("wb") as full:
        done = subprocess.run(COMMAND, input=message, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"ssetrack: cannot write the result")
    assert done.stderr.count(b"\n") == 1


def test_without_the_extra_it_says_what_to_install(tmp_path: Path):
    start = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['ssetrack', 'lsp'];"
        "from ssetrack.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", start],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "ssetrack: `ssetrack lsp` needs the package `pygls`, which is not installed\n"
        '  type `pip install ".[lsp]"` in the folder from which you installed ssetrack\n'
    )
