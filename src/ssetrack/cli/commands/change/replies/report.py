"""What an answer comes to, for whoever reads it: commands to choose from, refusals, and the rest of the mail.

Comes in: proposals. Goes out: lines, on stdout; on stderr where that is for a diff. The rest is shown whole
and written nowhere: it may be private, and a plan is read by many.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.cli.commands.change.replies.proposals import Proposals
from ssetrack.cli.printing import write_result
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import log_line, one_line
from ssetrack.workspace.remarks import print_aside


def to_be_applied(what: Message) -> Message:
    """Said of what is certain, and is written only if somebody wants it."""
    return message("not written yet (`--apply` writes it): {what}", what=what)


def write_report(proposals: Proposals, speaker: Speaker, *, is_aside: bool) -> None:
    """Write the lines; beside the result if stdout has the diff of a dry run, which may go to a program."""
    if not is_aside:
        write_result(report_text(proposals, speaker), None)
        return
    for line in _lines(proposals, speaker):
        print_aside(line)


def report_text(proposals: Proposals, speaker: Speaker) -> str:
    """The lines, each list below its heading; nothing where there is nothing left to say."""
    return "".join(f"{log_line(line)}\n" for line in _lines(proposals, speaker))


def _lines(proposals: Proposals, speaker: Speaker) -> Iterator[str]:
    say = speaker.say
    if proposals.commands:
        yield say(message("To decide: type the commands that are right"))
        for one in proposals.commands:
            yield f"  {one_line(one.command)}"
            yield f"    {one_line(one.line)}"
    if proposals.refusals:
        yield say(message("Not done"))
        for refusal in proposals.refusals:
            yield f"  {one_line(refusal.line)}"
            yield f"    {one_line(say(refusal.why))}"
            if refusal.help is not None:
                yield f"    {one_line(say(refusal.help))}"
    if proposals.unchanged:
        yield say(message("Already in the plan"))
        for line in proposals.unchanged:
            yield f"  {one_line(line)}"
    if proposals.rest:
        yield say(message("The rest of the mail (only shown, not written)"))
        for line in proposals.rest:
            yield f"  {one_line(line)}"
