"""What is to be said to a reader: an English sentence with named gaps, which is its own message id.

Comes in: nothing. Goes out: `Message`, the value in which every stage says something. Nothing here
translates or prints: that is the work of a `Speaker`, when a medium is written. A message carries what a
language may ask for before it can say it: the number that chooses a plural, the context that tells two uses
of one English text apart, and values that have words of their own in each language (`Sayable`).
"""

from collections.abc import Mapping
from typing import NamedTuple

NO_VALUES: Mapping[str, object] = {}


class Sayable:
    """A value of a message that is in our words, and in each language in others: a date in a sentence."""

    __slots__ = ()

    def said_in(self, language: str) -> str:
        """Its words in one of our languages."""
        raise NotImplementedError


class Message(NamedTuple):
    """An English sentence with named gaps, and what fills them.

    `Message("nobody called `{name}` in `owners`", {"name": "marcso"})`. The template is the id under which
    a catalogue holds its translation; `str()` gives the English sentence. A value may be a `Message` itself.
    """

    template: str
    values: Mapping[str, object] = NO_VALUES
    context: str = ""
    """Which use of the template is meant, where one English text has two (gettext's `msgctxt`)."""
    plural: str = ""
    """The template where `number` is not one thing; empty for a message that counts nothing."""
    number: int = 1
    """What is counted."""

    def __str__(self) -> str:
        template = self.template if not self.plural or self.number == 1 else self.plural
        return template.format_map({name: _in_english(value) for name, value in self.values.items()})


def _in_english(value: object) -> str:
    return value.said_in("en") if isinstance(value, Sayable) else str(value)


def message(template: str, /, *, context: str = "", **values: object) -> Message:
    """A `Message` whose gaps are given by keyword.

    `context` names the use that is meant (`flag`, `certainty`, `goals`), where languages say one English text
    in two ways: by the gender of what it is about, or because it has two meanings.
    """
    return Message(template, values, context)


def count_of(one: str, many: str, number: int, /, *, context: str = "", **values: object) -> Message:
    """A `Message` whose template is chosen by a number, which fills the gap `{number}`.

    `count_of("{number} day", "{number} days", 5)`. One message counts one thing: a sentence with two numbers
    is two messages, or one in the gap of the other.
    """
    return Message(one, {"number": number, **values}, context, many, number)


def translatable(text: str) -> Message:
    """A `Message` of a text without gaps that was not written as one: the help of an option, say.

    `scripts/catalogues.py` knows where such texts are, so that catalogues hold them too.
    """
    return Message(text)
