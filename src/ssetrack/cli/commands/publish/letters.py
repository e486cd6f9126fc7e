"""`ssetrack letters`: to each person what concerns them, as drafts or sent."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions
from ssetrack.language.message import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssetrack.cli.commands.publish.letter_settings import Sending
    from ssetrack.language.speaker import Speaker
    from ssetrack.publish.letter_sending import Outgoing
    from ssetrack.publish.letters_sent import LetterRecord
    from ssetrack.workspace.session import Session

SENDING = message("Sending").template


def letters(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write drafts to this folder.", rich_help_panel=HOW
        ),
    ] = None,
    stdout: Annotated[
        bool, typer.Option("--stdout", help="Print the drafts, one after the other.", rich_help_panel=HOW)
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DAY",
            help="Tell what changed since this day. Default: since the last letter.",
            rich_help_panel=HOW,
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove drafts from earlier runs.", rich_help_panel=HOW)
    ] = False,
    send: Annotated[
        bool,
        typer.Option(
            "--send", help="Send the letters by the mail server in [letters].", rich_help_panel=SENDING
        ),
    ] = False,
    remind_after: Annotated[
        str | None,
        typer.Option(
            "--remind-after",
            metavar="14d",
            help="Remind people of overdue items after this time. Default: 14d.",
            rich_help_panel=SENDING,
        ),
    ] = None,
) -> None:
    """Write to each person what is due, asked and changed.

    Somebody gets a letter only if there is something new for them since their last one.
    """
    from pathlib import Path

    from ssetrack.cli.commands.publish.letter_settings import sending_of
    from ssetrack.cli.commands.publish.letter_writing import letters_to_write
    from ssetrack.cli.printing import write_octets
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.publish.letter_drafts import drafts_as_mbox, write_drafts
    from ssetrack.publish.letters_sent import letter_record

    _refuse_several(output, stdout=stdout, send=send, prune=prune)
    session = read_plans(reading, None)
    sending = sending_of(session.configuration, remind_after)
    record = letter_record(session.configuration)
    today = session.snapshot.today

    def to_write() -> "tuple[Outgoing, ...]":
        return letters_to_write(session, reading, filters, since, sending, record.sent)

    if send:
        _send(session, sending, record, to_write)
        end(session)
        return
    found = to_write()
    drafts = [(one.keys[0], one.post) for one in found]
    _tell_nothing_new(len(found), session.speaker)
    if stdout or output == "-":
        write_octets(drafts_as_mbox(drafts, today), None)
    elif output is not None:
        write_drafts(Path(output), drafts, today, prune=prune, speaker=session.speaker)
    end(session)


def _refuse_several(output: str | None, *, stdout: bool, send: bool, prune: bool) -> None:
    """Refuse letters that would go nowhere, or to two places."""
    from ssetrack.diagnostic import SsetrackError

    ways = sum((output is not None, stdout, send))
    if ways != 1:
        raise SsetrackError(
            message("`letters` needs one of `-o FOLDER`, `--stdout` and `--send`"),
            message("begin with drafts: `ssetrack letters -o letters/`"),
        )
    if prune and output in (None, "-"):
        raise SsetrackError(message("`--prune` needs a folder of drafts"), message("add `-o FOLDER`"))


def _send(
    session: "Session",
    sending: "Sending",
    record: "LetterRecord",
    to_write: "Callable[[], tuple[Outgoing, ...]]",
) -> None:
    """Send what is to be sent, as the only one who does so."""
    from ssetrack.cli.commands.publish.letter_settings import sender_of, server_of
    from ssetrack.cli.exit_code import ExitCode
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.publish.letter_sending import send
    from ssetrack.publish.mail_server import MailServer
    from ssetrack.workspace.connection.passwords import smtp_password
    from ssetrack.workspace.personal import personal

    sender = sender_of(sending)
    address, written = server_of(session.configuration, personal())
    if session.snapshot.portfolio.broken:
        raise SsetrackError(
            message("a plan cannot be read, so the letters would not be complete"),
            message("nothing was sent; `ssetrack lint` says what to write instead"),
        )
    with record.lock():
        found = to_write()
        _tell_nothing_new(len(found), session.speaker)
        if not found:
            return
        with MailServer(address, sender.domain, lambda: smtp_password(written.password_command)) as server:
            if not send(found, sender, server, record, sending.rate, session.speaker):
                raise typer.Exit(ExitCode.FAILED)


def _tell_nothing_new(number: int, speaker: "Speaker") -> None:
    from ssetrack.workspace.remarks import remark

    if not number:
        remark(message("there is nothing new to say, so there are no letters"), speaker)
