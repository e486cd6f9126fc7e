"""What an answer comes to, for whoever reads it: commands to choose from, refusals, and the rest of the mail.

Comes in: proposals and the rest. Goes out: lines. The rest is shown whole and written nowhere: it may be
private, and a plan is read by many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.cli.commands.change.replies.proposals import Proposals
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import log_line, one_line


def report_text(proposals: Proposals, rest: Sequence[str], speaker: Speaker) -> str:
    """The lines, each list below its heading; nothing where there is nothing left to say."""
    return "".join(f"{log_line(line)}\n" for line in _lines(proposals, rest, speaker))


def _lines(proposals: Proposals, rest: Sequence[str], speaker: Speaker) -> Iterator[str]:
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
    if rest:
        yield say(message("The rest of the mail (only shown, not written)"))
        for line in rest:
            yield f"  {one_line(line)}"
