"""How a field of a plan is presented to readers: its name, how it is compared, whether it is published.

Comes in: nothing. Goes out: the type of the table in `labels`, which is generated from the definition.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from typing import Literal, NamedTuple, TypeAlias

from ssetrack.language.message import Message

Comparison: TypeAlias = Literal["value", "date", "status", "people", "parts", "key", "never"]
"""How `diff` compares a field: by its value; as a date, as the status, as the people of an item; by what
stands in it, each for itself; not at all, because two things are the same where it agrees (`key`), or because
there is nothing to tell (`never`)."""


class Presentation(NamedTuple):
    """A field for readers.

    The values of a `private` one are in no comparison. A `remark` is for those who work on the plan: pages
    have it where `--notes` asks for it. What is private and no remark says how to reach people: pages have it
    where `--contacts` does.
    """

    label: Message
    diff: Comparison = "value"
    private: bool = False
    remark: bool = False
