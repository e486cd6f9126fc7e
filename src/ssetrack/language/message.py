"""What is to be said to a reader: an English sentence with named gaps, which is its own message id.

Comes in: nothing. Goes out: `Message`, the value in which every stage says something. Nothing here
translates or prints: that is the work of a `Speaker`, when a medium is written.
"""

from collections.abc import Mapping
from typing import NamedTuple

NO_VALUES: Mapping[str, object] = {}


class Message(NamedTuple):
    """An English sentence with named gaps, and what fills them.

    `Message("nobody called `{name}` in `owners`", {"name": "marcso"})`. The template is the id under which
    a catalogue holds its translation; `str()` gives the English sentence. A value may be a `Message` itself.
    """

    template: str
    values: Mapping[str, object] = NO_VALUES

    def __str__(self) -> str:
        return self.template.format_map({name: str(value) for name, value in self.values.items()})


def message(template: str, /, **values: object) -> Message:
    """A `Message` whose gaps are given by keyword."""
    return Message(template, values)


def translatable(text: str) -> Message:
    """A `Message` of a text without gaps that was not written as one: the help of an option, say.

    `scripts/catalogues.py` knows where such texts are, so that catalogues hold them too.
    """
    return Message(text)
