"""`ssetrack reply`: what a member answered to a letter, brought into the plan."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids, owner_names
from ssetrack.cli.edit_options import EditOptions, EditTodayOption
from ssetrack.cli.exit_code import ExitCode

LONGEST_NOTE = 10_000
"""Letters of a mail that become one remark."""


def reply(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="The answer as a mail file (.eml) or as text; `-` reads standard input."
        ),
    ],
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
    in_: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="PATH",
            help="Plan files or folders. "
            "Default: `plans` in ssetrack.toml, else plans/, else the current folder.",
        ),
    ] = None,
    today: EditTodayOption = None,
) -> None:
    """Read a member's answer to a letter; show what it changes.

    It reads lines such as `1.2: done 2027-01-21` or `2.1: 2027-03` above the quotation, about items of that
    person only.
    """
    from ssetrack.cli.commands.change.carrying_out import carry_out
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.replies.proposals import Proposing, strange_refusal
    from ssetrack.cli.commands.change.replies.report import report_text
    from ssetrack.cli.commands.change.replies.writer import writer_of
    from ssetrack.cli.printing import write_result
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.importing.replies.answers import name_in, reading
    from ssetrack.importing.replies.mail import LARGEST, answer_mail
    from ssetrack.language.message import message
    from ssetrack.workspace.files import STDIN
    from ssetrack.workspace.opening import input_octets, standard_input
    from ssetrack.workspace.remarks import remark

    mail = answer_mail(standard_input(LARGEST) if file == STDIN else input_octets(file, LARGEST))
    bench = workbench(EditOptions(in_, dry_run=not apply, today=today))
    writer = writer_of(bench.plans, mail.senders, owner)
    remark(writer.said, bench.speaker)
    found = reading(mail.lines, writer.item)
    if mail.has_more:
        remark(message("there is more text below the quotation; it is not read"), bench.speaker)
    if not found.answers and not found.rest:
        raise SsetrackError(
            message("there is no answer above the quotation"),
            message("if the answers are in it, copy these lines and paste them: `ssetrack reply -`"),
        )
    written = bench.today if mail.day is None else min(mail.day, bench.today)
    proposing = Proposing(bench, writer, written, in_ or ())
    proposals = proposing.proposals(found.answers)
    strange = (strange_refusal(line, name_in(line), writer) for line in found.strange)
    proposals = proposals._replace(refusals=(*proposals.refusals, *strange))
    orders, rest = list(proposals.orders), found.rest
    if note_to is not None and rest:
        words = " ".join(rest)
        if len(words) > LONGEST_NOTE:
            raise SsetrackError(
                message(
                    "the rest of the mail is too long for a note: more than {most} letters", most=LONGEST_NOTE
                ),
                message("write a shorter one: `ssetrack note {id} TEXT`", id=note_to),
            )
        if proposing.is_noted(note_to, words):
            proposals = proposals._replace(unchanged=(*proposals.unchanged, *rest))
        else:
            orders.append(proposing.note(note_to, words))
        rest = ()
    if orders:
        carry_out(bench, orders)
    write_result(report_text(proposals, rest, bench.speaker), None)
    if orders and not apply:
        remark(message("nothing is written yet: add `--apply`"), bench.speaker)
    if proposals.commands or proposals.refusals:
        raise typer.Exit(ExitCode.FINDINGS)
