"""What `ssetrack` alone does: today's brief where there are plans, else a few words about how to begin.

Comes in: the current folder. Goes out: whether there are plans, and if not, a short help on stdout.
"""

from __future__ import annotations

import sys

from ssetrack.language.message import message
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import places_of_plans, plans_found
from ssetrack.workspace.session import reader_of

EXAMPLES = (
    ("ssetrack init --example", message("write a plan to try things on")),
    ("ssetrack import plan.docx", message("make a plan from a table")),
    ("ssetrack brief {folder}", message("show the plans of another folder")),
)
"""Commands to begin with, and what they do."""


def has_plans() -> bool:
    """Whether there is a plan where commands look for one. Raises `SsetrackError` as they do."""
    return bool(plans_found(None, configuration(), may_be_empty=True).paths)


def print_welcome() -> None:
    """Say how to begin."""
    config = configuration()
    _, speaker = reader_of(config)
    places = ", ".join(f"`{place}`" for place in places_of_plans(None, config))
    folder = speaker.say(message("FOLDER"))
    examples = [(command.format(folder=folder), speaker.say(what)) for command, what in EXAMPLES]
    room = max(len(command) for command, _ in examples)
    lines = [
        speaker.say(
            message("ssetrack shows what is due in a work plan, who does it, and what is undecided.")
        ),
        "",
        speaker.say(message("No plan was found in {paths}. You can begin with:", paths=places)),
        *(f"  {command:<{room}}  {what}" for command, what in examples),
        "",
        speaker.say(message("All commands: {command}", command="ssetrack --help")),
    ]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
