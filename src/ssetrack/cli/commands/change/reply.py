"""`ssetrack reply`: what a member answered to a letter, brought into the plan."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids, owner_names
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.replies.writer import Writer
    from ssetrack.importing.replies.answers import Reading
    from ssetrack.importing.replies.mail import AnswerMail


def reply(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="The answer as a mail file (.eml) or as text; `-` reads standard input."
        ),
    ],
    editing: EditOptions,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="Whose answer it is. Default: the person with the address that the mail is from.",
            autocompletion=owner_names,
        ),
    ] = None,
    apply: Annotated[
        bool,
        typer.Option(
            "--apply", help="Write what is certain (what is done, and notes). Without it nothing is written."
        ),
    ] = False,
    note_to: Annotated[
        str | None,
        typer.Option(
            "--note-to",
            metavar="ID",
            help="Add the rest of the mail to the log of this item.",
            autocompletion=activity_ids,
        ),
    ] = None,
) -> None:
    """Read a member's answer to a letter; show what it changes.

    It reads lines such as `1.2: done 2027-01-21` or `2.1: 2027-03` above the quotation, about items of that
    person only.
    """
    from ssetrack.cli.commands.change.carrying_out import carry_out
    from ssetrack.cli.commands.change.edit_outcome import only_tried
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.replies.proposals import Proposing
    from ssetrack.cli.commands.change.replies.report import to_be_applied, write_report
    from ssetrack.cli.commands.change.replies.writer import writer_of
    from ssetrack.language.message import message
    from ssetrack.workspace.remarks import remark

    mail = _mail(file)
    bench = workbench(editing._replace(dry_run=editing.dry_run or not apply))
    writer = writer_of(bench.plans, mail.senders, owner)
    remark(writer.said, bench.speaker)
    if mail.is_automatic:
        remark(message("a program wrote this mail: perhaps nobody has read the letter yet"), bench.speaker)
    if mail.has_more:
        remark(message("there is more text below the quotation; it is not read"), bench.speaker)
    answer = _answer(mail, writer)
    written = bench.today if mail.day is None else min(mail.day, bench.today)
    proposals = Proposing(bench, writer, written, editing.in_ or ()).proposals(answer, note_to)
    carry_out(bench, proposals.orders, tried=only_tried if editing.dry_run else to_be_applied)
    write_report(proposals, bench.speaker, is_aside=editing.dry_run)
    if proposals.orders and not apply and not editing.dry_run:
        remark(message("nothing is written yet: add `--apply`"), bench.speaker)
    if proposals.commands or proposals.refusals:
        raise typer.Exit(ExitCode.FINDINGS)


def _mail(file: str) -> "AnswerMail":
    """The mail, or the text that was pasted. Raises `SsetrackError` for what is none."""
    from ssetrack.importing.replies.mail import LARGEST, answer_mail
    from ssetrack.workspace.opening import STDIN, input_octets, standard_input

    return answer_mail(standard_input(LARGEST) if file == STDIN else input_octets(file, LARGEST))


def _answer(mail: "AnswerMail", writer: "Writer") -> "Reading":
    """What its lines say. Raises `SsetrackError` where they say nothing."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.importing.replies.answers import reading
    from ssetrack.language.message import message

    answer = reading(mail.lines, writer.item)
    if not answer.answers and not answer.rest:
        raise SsetrackError(
            message("there is no answer above the quotation"),
            message("if the answers are in it, copy these lines and paste them: `ssetrack reply -`"),
        )
    return answer
