"""The kinds of values that fields of a plan hold, and how each is read from raw text.

Comes in: nodes of the tree (texts, mappings, lists, `None`). Goes out: types for the models of `model`.
The field decides the type, never YAML (plan-format, principle 1): every scalar arrives as text.

A value of the wrong shape raises a `PydanticCustomError` whose type is the name of a lint rule and whose
context fills that rule's sentence; `load` turns it into a problem. No pydantic text reaches a user.
"""

# No postponed annotations here: pydantic would have to compile each of them again (docs/performance.md).
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

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

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,][0-9]+)? ?%?")


def _percent(value: object) -> object:
    """`40%` or `40` as the whole number 40; the decimals of `33.3%` are dropped."""
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value.strip())
        if match and int(match[1]) <= 100:
            return int(match[1])
    raise PydanticCustomError("wrong-type", "percentage", {"wanted": "percentage"})


Percent = Annotated[int, BeforeValidator(_percent, json_schema_input_type=str)]
"""A percentage from 0 to 100."""

_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


def _switch(value: object) -> object:
    if isinstance(value, str):
        word = value.strip().casefold()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
    raise PydanticCustomError("wrong-type", "switch", {"wanted": "switch"})


Switch = Annotated[bool, BeforeValidator(_switch, json_schema_input_type=bool | str)]
"""`true` or `false` (also yes and no, on and off)."""


class Model(BaseModel):
    """What all models share: frozen, unknown fields refused, `x-` fields kept, an empty value is no value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extensions: dict[str, Any] | None = Field(default=None, alias="x-")
    """The fields whose names begin with `x-`, as written."""

    @model_validator(mode="before")
    @classmethod
    def _from_node(cls, value: object) -> object:
        """Read the short form of a model (a text), take out `x-` fields and empty values."""
        short = SHORT_FORMS.get(cls.__name__)
        if short is not None and (isinstance(value, str) or _is_languages(value, cls)):
            return {short: value}
        if not isinstance(value, dict):
            raise PydanticCustomError("wrong-type", "mapping", {"wanted": "mapping"})
        extra: dict[str, Any] | None = None
        empty = False
        for key, content in value.items():
            if content is None:
                empty = True
            elif key[:2] == "x-":
                extra = extra or {}
                extra[str(key)] = content
        if extra is None and not empty:
            return value
        fields = known_fields(cls)
        kept = {
            key: content
            for key, content in value.items()
            if not (key[:2] == "x-" or (content is None and key in fields))
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
}
"""Models that may be written as one text, and the field which that text is."""

MULTILINGUAL = frozenset({"Goal", "Indicator", "AgendaItem"})
"""Those whose short form may also be a mapping of languages."""


def known_fields(model: type[Model]) -> tuple[str, ...]:
    """The names of a model's fields as plans write them, in the order of its declaration."""
    known = _FIELDS.get(model)
    if known is None:
        names = (info.alias or name for name, info in model.model_fields.items())
        known = _FIELDS[model] = tuple(name for name in names if name != "x-")
    return known


_FIELDS: dict[type[Model], tuple[str, ...]] = {}


def _is_languages(value: object, model: type[Model]) -> bool:
    """Whether a mapping is a prose in several languages rather than the long form of the model."""
    if model.__name__ not in MULTILINGUAL or not isinstance(value, dict) or not value:
        return False
    return not any(key in known_fields(model) or key[:2] == "x-" for key in value)
