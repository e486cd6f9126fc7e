"""A remark added to the log of an activity or a milestone.

Comes in: an item in its file, a text and today. Goes out: a change. Remarks are in the order of their days;
a text that begins with a day of its own keeps it.
"""

from __future__ import annotations

from datetime import date

from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.editability import refusal
from ssetrack.edit.fields import field_setting
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.language.message import message
from ssetrack.plan.log import day_of, place_for
from ssetrack.source.tree import Scalar, Sequence


def remark_of(text: str, today: date) -> str:
    """The remark with its day: the one it begins with (`2027-03-01`, `yesterday`, `-2d`), else today.

    `tomorrow` is a word of the remark: nobody notes what is still to come. Raises `SsetrackError` where there
    are no words.
    """
    words = " ".join(text.split())
    if not words:
        raise SsetrackError(
            message("there is nothing to note"),
            message("write for example `ssetrack note ID waiting for Ana`"),
        )
    first, _, rest = words.partition(" ")
    day = relative_day(first, today) if rest else None
    if day is not None and day <= today:
        return f"{day.isoformat()} {rest}"
    return words if day_of(words) is not None else f"{today.isoformat()} {words}"


def log_addition(target: ItemNode, remark: str) -> list[Change]:
    """The changes that add a remark; a `log` that is one text becomes a list."""
    log = target.node.get("log")
    if isinstance(log, Sequence) and all(isinstance(one, Scalar) for one in log):
        texts = [str(one) for one in log]
    elif isinstance(log, Scalar):
        texts = [str(log)]
    elif log is None:
        texts = []
    else:
        raise refusal(message("`{name}` is not a list of texts", name="log"))
    day = day_of(remark)
    place = len(texts) if day is None else place_for(day, texts)
    added = [*texts[:place], remark, *texts[place:]]
    change = field_setting(target.source, target.route, "log", added, in_lines=True)
    return [] if change is None else [change]
