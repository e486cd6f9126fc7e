"""What a run of `sync` came to, for people and for programs (docs/json.md, version 1).

Comes in: an outcome or a state, and the plans. Goes out: text. Machine output is never translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ssetrack.cli.commands.change.syncing.commands_of import Doing
from ssetrack.formats.json_document import json_document
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import ENGLISH, Speaker
from ssetrack.sync.outcome import Outcome
from ssetrack.sync.proposals import Kind, Proposal, Wish
from ssetrack.wording.printable import log_line, one_line

WHAT = {
    Kind.DONE: message("completed on the phone"),
    Kind.SERIES_DONE: message("the whole series was completed on the phone"),
    Kind.OPEN_AGAIN: message("opened again on the phone"),
    Kind.CANCELLED: message("cancelled on the phone"),
    Kind.DELETED: message("deleted on the phone"),
    Kind.PROGRESS: message("progress on the phone"),
    Kind.DATE: message("date on the phone"),
    Kind.SERIES_DATE: message("date of the series on the phone"),
    Kind.COMMENT: message("comment on the phone"),
    Kind.DESCRIPTION: message("text added on the phone"),
    Kind.TITLE: message("title on the phone"),
    Kind.REPEAT: message("repetition on the phone"),
    Kind.PARENT: message("parent task on the phone"),
    Kind.ADD: message("new task on the phone"),
}
"""What somebody did, for each kind of proposal."""


def sent_lines(outcome: Outcome, dry_run: bool) -> Iterator[Message]:
    """What was sent, or would be."""
    if outcome.created:
        number = len(outcome.created)
        yield count_of("{number} new task", "{number} new tasks", number)
    if outcome.changed:
        number = len(outcome.changed)
        yield count_of("{number} changed task", "{number} changed tasks", number)
    if outcome.cancelled:
        number = len(outcome.cancelled)
        yield count_of(
            "{number} cancelled task (no longer in the plan)",
            "{number} cancelled tasks (no longer in the plan)",
            number,
        )
    if outcome.removed:
        number = len(outcome.removed)
        yield count_of("{number} removed task", "{number} removed tasks", number)
    if not any((outcome.created, outcome.changed, outcome.cancelled, outcome.removed)):
        yield message("nothing to send") if dry_run else message("nothing was sent")


def outcome_text(name: str, outcome: Outcome, doing: Doing, speaker: Speaker, *, dry_run: bool) -> str:
    """What was sent, and what is to be decided."""
    heading = message("To the server (not yet: `--dry-run`)") if dry_run else message("To the server")
    lines = [speaker.say(heading)]
    lines += (f"  {speaker.say(one)}" for one in sent_lines(outcome, dry_run))
    lines += _foreign_lines(name, outcome, speaker)
    lines += _proposal_lines(name, outcome.state.proposals, doing, speaker)
    return "".join(f"{log_line(line)}\n" for line in lines)


def proposals_text(name: str, proposals: Sequence[Proposal], doing: Doing, speaker: Speaker) -> str:
    """The proposals that wait, each as the command that does it."""
    lines = list(_proposal_lines(name, proposals, doing, speaker))
    if not lines:
        lines = [speaker.say(message("No proposals."))]
    return "".join(f"{log_line(line)}\n" for line in lines)


def _foreign_lines(name: str, outcome: Outcome, speaker: Speaker) -> Iterator[str]:
    if not outcome.foreign:
        return
    number = outcome.foreign
    yield speaker.say(
        count_of(
            "{number} task was made on the phone (`ssetrack sync {name} --foreign` proposes to add it)",
            "{number} tasks were made on the phone (`ssetrack sync {name} --foreign` proposes to add them)",
            number,
            name=name,
        )
    )
    for title in outcome.foreign_titles:
        yield f"  {one_line(title)}"


def _proposal_lines(
    name: str, proposals: Sequence[Proposal], doing: Doing, speaker: Speaker
) -> Iterator[str]:
    if not proposals:
        return
    yield speaker.say(
        message("To decide: `ssetrack sync {name} --apply NUMBER`, or `--reject NUMBER`", name=name)
    )
    for one in proposals:
        command = doing.command(one.wish)
        if command is None:
            gone = message("no longer in the plan: {text}", text=one.wish.value or one.wish.uid)
            command = speaker.say(gone)
        yield f"  {one.number}  {one_line(command)}"
        yield f"     {speaker.say(WHAT[one.wish.kind])}"


def outcome_json(name: str, outcome: Outcome, doing: Doing, *, dry_run: bool) -> str:
    """A run as JSON."""
    say = ENGLISH.say
    return json_document(
        {
            "name": name,
            "dry_run": dry_run,
            "stopped": None if outcome.stopped is None else say(outcome.stopped),
            "edits": [_wish_data(one, doing) for one in outcome.edits],
            "sent": {
                "created": sorted(outcome.created),
                "changed": sorted(outcome.changed),
                "cancelled": sorted(outcome.cancelled),
                "removed": sorted(outcome.removed),
            },
            "remarks": [say(one) for one in outcome.remarks],
            "problems": [say(one) for one in (*outcome.open_ends, *outcome.failures)],
            "foreign": {"count": outcome.foreign, "titles": list(outcome.foreign_titles)},
            "proposals": _proposals_data(outcome.state.proposals, doing),
        }
    )


def proposals_json(name: str, proposals: Sequence[Proposal], doing: Doing) -> str:
    """The proposals as JSON."""
    return json_document({"name": name, "proposals": _proposals_data(proposals, doing)})


def _proposals_data(proposals: Sequence[Proposal], doing: Doing) -> list[dict[str, Any]]:
    return [{"number": one.number, **_wish_data(one.wish, doing)} for one in proposals]


def _wish_data(wish: Wish, doing: Doing) -> dict[str, Any]:
    return {
        "kind": wish.kind.value,
        "uid": None if wish.kind is Kind.ADD else wish.uid or None,
        "id": doing.own_id(wish),
        "value": wish.value or None,
        "command": doing.command(wish),
    }
