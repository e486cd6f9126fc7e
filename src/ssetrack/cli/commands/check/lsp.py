"""`ssetrack lsp`: what is wrong with a plan while somebody types it; started by an editor."""

import os
import sys
from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import MessageLanguageOption, TodayOption


def lsp(
    today: TodayOption = None,
    lang: MessageLanguageOption = None,
    stdio: Annotated[  # noqa: ARG001  (many editors say so, and there is no other way)
        bool, typer.Option("--stdio", hidden=True)
    ] = False,
) -> None:
    """Help an editor with plans while you type.

    An editor starts this command and speaks with it over standard input and output. It shows problems,
    proposes corrections and names, and explains dates. It never changes a file itself.

    docs/how-to/editors.md has the settings for VS Code, Neovim, Helix, Emacs, Kate and Zed.
    """
    from ssetrack.cli.days import day_asked
    from ssetrack.cli.extras import extra
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    day = day_asked(today)
    with extra("lsp"):
        from ssetrack.editor.desk import Desk, Preferences
        from ssetrack.editor.protocol.server import serve
    if sys.stdin.isatty():
        raise SsetrackError(
            message("`ssetrack lsp` is started by an editor, not in a terminal"),
            message("docs/how-to/editors.md says how to set up your editor"),
        )
    preferences = Preferences(lang, day=day if day is None or callable(day) else lambda _: day)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as answers:
        sys.stdout = sys.stderr  # whatever is printed, the editor gets nothing but answers
        ended_well = serve(Desk(preferences), sys.stdin.buffer, answers)
    if not ended_well:  # LSP: 1 if `exit` comes without `shutdown`
        raise typer.Exit(ExitCode.FINDINGS)
