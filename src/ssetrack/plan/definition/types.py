"""The kinds of values that fields of a plan hold, as types for pydantic.

Comes in: nodes of the tree (texts, mappings, lists, `None`). Goes out: types for the models beside this.

A value of the wrong shape raises a `PydanticCustomError` whose type is the name of a lint rule and whose
context fills that rule's sentence; `load` turns it into a problem. No pydantic text reaches a user.
"""

# No postponed annotations here: pydantic would have to compile each of them again (docs/dev/decisions.md).
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from ssetrack.plan.kinds import is_blank, percentage, switch

Text = str
"""A text as written: `1.10` stays `1.10`. The JSON Schema admits numbers and booleans too (see `schema`)."""

Texts = tuple[Text, ...]


def _prose_shape(value: object) -> str:
    return "(languages)" if isinstance(value, dict) else "(text)"


Prose = Annotated[
    Annotated[Text, Tag("(text)")] | Annotated[dict[str, Text], Tag("(languages)")],
    Discriminator(_prose_shape),
]
"""A text, or a mapping of language tags to texts."""

Proses = tuple[Prose, ...]


def _percentage(value: object) -> object:
    number = percentage(value) if isinstance(value, str) else None
    if number is None:
        raise PydanticCustomError("wrong-type", "percentage", {"wanted": "percentage"})
    return number


Percent = Annotated[int, BeforeValidator(_percentage, json_schema_input_type=str)]
"""A percentage from 0 to 100."""


def _switch(value: object) -> object:
    said = switch(value) if isinstance(value, str) else None
    if said is None:
        raise PydanticCustomError("wrong-type", "switch", {"wanted": "switch"})
    return said


Switch = Annotated[bool, BeforeValidator(_switch, json_schema_input_type=bool | str)]
"""`true` or `false` (also yes and no, on and off)."""


class Model(BaseModel):
    """What all models share: frozen, unknown fields refused, `x-` fields kept.

    An empty value is no value, nor is a text of blanks where there has to be one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    extensions: dict[str, Any] | None = Field(default=None, alias="x-")
    """The fields whose names begin with `x-`, as written."""

    @model_validator(mode="before")
    @classmethod
    def _from_node(cls, value: object) -> object:
        """Read the short form of a model (a text), take out `x-` fields and empty values."""
        short = SHORT_FORMS.get(cls.__name__)
        if short is not None and (isinstance(value, str) or _is_languages(value, cls)):
            return {} if short != "date" and is_blank(value) else {short: value}
        if not isinstance(value, dict):
            raise PydanticCustomError("wrong-type", "mapping", {"wanted": "mapping"})
        extra: dict[str, Any] | None = None
        empty = False
        needed = _needed_fields(cls)
        for key, content in value.items():
            if content is None or (key in needed and is_blank(content)):
                empty = True
            elif key[:2] == "x-":
                extra = extra or {}
                extra[str(key)] = content
        if extra is None and not empty:
            return value
        fields = _known_fields(cls)
        kept = {
            key: content
            for key, content in value.items()
            if not (
                key[:2] == "x-"
                or (content is None and key in fields)
                or (key in needed and is_blank(content))
            )
        }
        if extra:
            kept["x-"] = extra
        return kept


SHORT_FORMS = {
    "Goal": "title",
    "Owner": "name",
    "Indicator": "title",
    "Participant": "name",
    "AgendaItem": "title",
    "Link": "url",
    "Entry": "date",
    "Occurrence": "status",
}
"""Models that may be written as one text, and the field which that text is."""

MULTILINGUAL = frozenset({"Goal", "Indicator", "AgendaItem"})
"""Those whose short form may also be a mapping of languages."""


def _is_languages(value: object, model: type[Model]) -> bool:
    """Whether a mapping is a prose in several languages rather than the long form of the model."""
    if model.__name__ not in MULTILINGUAL or not isinstance(value, dict) or not value:
        return False
    return not any(key in _known_fields(model) or key[:2] == "x-" for key in value)


@cache
def _known_fields(model: type[Model]) -> frozenset[str]:
    """The names of a model's fields as plans write them."""
    return frozenset(info.alias or name for name, info in model.model_fields.items()) - {"x-"}


@cache
def _needed_fields(model: type[Model]) -> frozenset[str]:
    """The names of the fields that may not be left out."""
    return frozenset(info.alias or name for name, info in model.model_fields.items() if info.is_required())
