"""Which language a reader gets, and how a message is said in it.

Comes in: what was asked for and the environment, as a mapping (only `cli` reads the real one). Goes out: a
language tag, and a `Speaker` that turns message templates into sentences. English templates are their own
ids: where a catalogue lacks one, the reader gets English, never a key.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from pathlib import Path

from ssetrack.language.conjunctions import in_tune
from ssetrack.language.message import Message, Sayable
from ssetrack.language.words import LANGUAGES

DOMAIN = "ssetrack"

LOCALE = Path(__file__).parent.parent / "locale"
"""The folder of the catalogues."""


def wanted_language(asked: str | None, environment: Mapping[str, str]) -> str | None:
    """The tag that a person wants to read, or None where nothing says so.

    Order: `--lang` (`asked`), SSETRACK_LANG, the list in LANGUAGE (not heeded where the locale is C), LC_ALL,
    LC_MESSAGES, LANG. Of the list, the first language of ours counts. `C` and `POSIX`: nothing is wanted.
    """
    own = asked or environment.get("SSETRACK_LANG")
    if own:
        return tag(own)
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    if _is_plain(locale):
        return None
    preferred = [tag(name) for name in environment.get("LANGUAGE", "").split(":") if name]
    ours = (name for name in preferred if base(name) in LANGUAGES)
    return next(ours, preferred[0] if preferred else tag(locale))


def _is_plain(locale: str) -> bool:
    return locale.partition(".")[0] in ("", "C", "POSIX")


def tag(locale: str) -> str:
    """A locale's name as a language tag: `pt_BR.UTF-8@x` gives `pt-BR`."""
    return locale.partition(".")[0].partition("@")[0].replace("_", "-")


def supported_language(wanted: str | None) -> str:
    """The language of ours that is nearest to the tag: `fr-CA` gives `fr`; English where there is none."""
    nearest = base(wanted or "en")
    return nearest if nearest in LANGUAGES else "en"


def base(language: str) -> str:
    """The language of a tag without its country or script: `pt-BR` gives `pt`."""
    return language.partition("-")[0].casefold()


class Speaker:
    """Says messages in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self._translated: Callable[[str], str] = str  # an English template is its own translation
        if language != "en":
            self._catalogue = gettext.translation(DOMAIN, str(LOCALE), [language], fallback=True)
            self._translated = self._catalogue.gettext

    def say(self, what: Message) -> str:
        """The message in this language, its gaps filled; a gap that holds a message is said too."""
        if what.plural:
            template = self._counted_template(what.template, what.plural, what.number, what.context)
        elif what.context:
            template = self._catalogue.pgettext(what.context, what.template)
        else:
            template = self._translated(what.template)
        return self._with_values(template, what.values)

    def knows(self, text: str) -> bool:
        """Whether a text without gaps is said in this language, and not in English for want of it."""
        return self.language == "en" or self._translated(text) != text

    def count(self, one: str, many: str, number: int, /, *, context: str = "", **values: object) -> str:
        """A template chosen by a number, with the gap `{number}` filled: "{number} item"/"{number} items"."""
        template = self._counted_template(one, many, number, context)
        return self._with_values(template, {"number": number, **values})

    def in_print(self, text: str) -> str:
        """A text of ours that is no message, such as a date in words, with the signs of this medium."""
        return text

    def _counted_template(self, one: str, many: str, number: int, context: str) -> str:
        if context:
            return self._catalogue.npgettext(context, one, many, number)
        return self._catalogue.ngettext(one, many, number)

    def _with_values(self, template: str, values: Mapping[str, object]) -> str:
        # Most gaps are filled with plain text, which says itself.
        words = {
            name: value if isinstance(value, str) else self._words(value) for name, value in values.items()
        }
        return in_tune(template, words, self.language).format_map(words)

    def _words(self, value: object) -> object:
        if isinstance(value, Message):
            return self.say(value)
        return value.said_in(self.language) if isinstance(value, Sayable) else value


ENGLISH = Speaker("en")
