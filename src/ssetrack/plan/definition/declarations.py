"""How a field is declared: what is said about it once, for plans, editors, views and comparisons.

Comes in: a field's name for readers, its description, how it is presented. Goes out: what pydantic makes a
field of. `scripts/generate_model.py` takes the presentation out again, into the table in `labels`.
"""

from typing import Any

from pydantic import Field
from pydantic.config import JsonDict
from pydantic_core import PydanticUndefined

from ssetrack.language.message import Message
from ssetrack.plan.presentation import Comparison, Presentation


class Presented:
    """How a field is presented, as pydantic carries it along: the schema of the field stays as it is."""

    def __init__(self, presentation: Presentation) -> None:
        self.presentation = presentation

    def __call__(self, schema: JsonDict) -> None:
        """What pydantic calls to add to the schema of the field: nothing."""


def field(
    label: Message,
    description: str,
    *examples: object,
    default: object = None,
    alias: str | None = None,
    diff: Comparison = "value",
    private: bool = False,
    remark: bool = False,
) -> Any:
    """A field that may be left out: its name for readers, what an editor shows about it, and who sees it.

    `diff` says how it is compared, `private` that its values are not, `remark` that it is for those who work
    on the plan; no page has either unasked (see `presentation`).
    """
    presented = Presented(Presentation(label, diff, private, remark))
    return Field(
        default=default,
        alias=alias,
        description=description,
        examples=list(examples) or None,
        json_schema_extra=presented,
    )


def many(label: Message, description: str, *examples: object, **how: Any) -> Any:
    """A field that holds a list, empty where it is left out."""
    # A tuple, because pydantic copies a list default for each instance (docs/dev/decisions.md).
    return field(label, description, *examples, default=(), **how)


def required_field(label: Message, description: str, *examples: object, **how: Any) -> Any:
    """A field that may not be left out."""
    return field(label, description, *examples, default=PydanticUndefined, **how)
