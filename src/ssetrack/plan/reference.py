"""How something in a plan names an activity or a milestone: `1.2`, `5.4/draft`, `vision:5.4/draft`.

Comes in: a text as people write it, in `after`, in a date that counts from another, or on a command line.
Goes out: a `Reference`, whose text is the same again. Any text is a reference; whether it means something is
for `Portfolio.resolve` and `edit.item_lookup` to say.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from typing import NamedTuple


class Reference(NamedTuple):
    """The parts of a reference as written; `plan` is None in the plan itself, `milestone` for an activity.

    The first colon ends the plan's id and the first slash behind it the activity's: neither may hold one.
    """

    plan: str | None
    activity: str
    milestone: str | None = None

    @classmethod
    def from_text(cls, text: str) -> "Reference":
        """The parts of any text: `str` of the result is the text."""
        before, colon, after = text.partition(":")
        activity, slash, milestone = (after if colon else text).partition("/")
        return cls(before if colon else None, activity, milestone if slash else None)

    def __str__(self) -> str:
        return self.item if self.plan is None else f"{self.plan}:{self.item}"

    @property
    def item(self) -> str:
        """The id within its plan: `5.4/draft`, or `5.4`."""
        return self.activity if self.milestone is None else item_id(self.activity, self.milestone)


def item_id(activity: str, milestone: str) -> str:
    """The id of an activity's milestone within its plan."""
    return f"{activity}/{milestone}"
