"""The words of closed lists that people may type: states, flags, roles, columns.

Comes in: a text as typed. Goes out: the value that it means: by its name, or by the word that our tables show
for it in any of our languages, whatever the case, the accents and the form. A text that means none, or
several, is a `SsetrackError` that lists the values, each with its word in the reader's language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, Sayable, message
from ssetrack.language.nearest import nearest
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES, Words, all_words
from ssetrack.query.columns import COLUMNS, GROUPS
from ssetrack.query.filters import ROLES
from ssetrack.wording.words import FLAGS, HEADINGS, STATES


class Vocabulary(NamedTuple):
    """A closed list: its values, each with the words that are shown for it, the usual one first.

    `synonyms` are the tables of other words that people use, by value; `unknown` says that a text is none of
    the values, `choose` which there are, and `near` what the nearest one is.
    """

    words: Mapping[str, tuple[Message, ...]]
    unknown: Callable[[str], Message]
    choose: Callable[[Sayable], Message] = lambda values: message("choose: {choices}", choices=values)
    synonyms: Callable[[Words], Mapping[str, str]] = lambda _: {}
    other: str = ""
    """An option for which a text may have been meant that is none of these values."""


@dataclass(frozen=True, slots=True)
class Values(Sayable):
    """For the gap of a message: values as they are typed, with their words where these are others."""

    values: tuple[str, ...]
    words: Mapping[str, tuple[Message, ...]]

    def said_in(self, language: str) -> str:
        """The values in the order given: "`overdue` (en retard), `done` (terminé)"."""
        speaker = Speaker(language)
        return ", ".join(self._with_word(value, speaker) for value in self.values)

    def _with_word(self, value: str, speaker: Speaker) -> str:
        word = speaker.say(self.words[value][0])
        shown = word[:1].lower() + word[1:]
        return f"`{value}`" if _key(word) == _key(value) else f"`{value}` ({shown})"


STATE, FLAG, ROLE, COLUMN, GROUP = "--state", "--flag", "--role", "--sort", "--group-by"

_PEOPLE = {
    "owner": COLUMNS["owners"].heading,
    "with": COLUMNS["with"].heading,
    "accountable": message("Accountable"),
    "consulted": message("Consulted"),
    "informed": message("Informed"),
}

_HEADINGS = {name: (column.heading,) for name, column in COLUMNS.items()}

_AS_COLUMNS = {"deadline": "due", "when": "due"}
"""Fields of a plan that a column shows under another name."""


def _columns(words: Words) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field, row in words.fields.items():
        name = _AS_COLUMNS.get(field, field)
        if name in COLUMNS:
            found[name] = f"{found.get(name, '')} {row}"
    return found


def _people(words: Words) -> Mapping[str, str]:
    return {role: words.fields.get({"owner": "owners"}.get(role, role), "") for role in ROLES}


VOCABULARIES = {
    STATE: Vocabulary(
        {state.value: (word, HEADINGS[state]) for state, word in STATES.items()},
        lambda text: message("`{text}` is not a state", text=text),
        synonyms=lambda words: words.choices,
        other=FLAG,
    ),
    FLAG: Vocabulary(
        {flag.value: (word,) for flag, word in FLAGS.items()},
        lambda text: message("`{text}` is not a flag", text=text),
        other=STATE,
    ),
    ROLE: Vocabulary(
        {role: (_PEOPLE[role],) for role in ROLES},
        lambda text: message("`{text}` is not a role", text=text),
        synonyms=_people,
    ),
    COLUMN: Vocabulary(
        _HEADINGS,
        lambda text: message("unknown column `{name}`", name=text),
        synonyms=_columns,
    ),
    GROUP: Vocabulary(
        {name: _HEADINGS[name] for name in GROUPS},
        lambda text: message("rows cannot be grouped by `{name}`", name=text),
        lambda values: message("group by {names}", names=values),
        synonyms=_columns,
    ),
}
"""The options that take a value of a closed list."""


def values_meant(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The values of an option that the texts mean, each once. Raises `SsetrackError` for none, or several."""
    return tuple(dict.fromkeys(value_meant(option, text) for text in texts))


def value_meant(option: str, text: str) -> str:
    """The value of an option that a text means. Raises `SsetrackError` for none, or several."""
    vocabulary = VOCABULARIES[option]
    found = _candidates(option, text)
    if len(found) == 1:
        return found[0]
    words = vocabulary.words
    if found:
        raise SsetrackError(
            message("`{name}` can mean several things here", name=text),
            vocabulary.choose(Values(found, words)),
        )
    likely = nearest(text, words)
    elsewhere = _candidates(vocabulary.other, text) if vocabulary.other else ()
    if len(elsewhere) == 1:
        likely = f"{vocabulary.other} {elsewhere[0]}"
    if likely is not None:
        raise SsetrackError(vocabulary.unknown(text), message("did you mean `{name}`?", name=likely))
    raise SsetrackError(vocabulary.unknown(text), vocabulary.choose(Values(tuple(words), words)))


def _candidates(option: str, text: str) -> tuple[str, ...]:
    """The values that a text may mean: those of that name, else of that word, else of that synonym."""
    key = _key(text)
    singular = "-".join(word.removesuffix("s") for word in key.split("-"))
    names = {_key(value): (value,) for value in VOCABULARIES[option].words}
    shown, synonyms = _by_word(option)
    other = VOCABULARIES[option].other
    if other and key in _by_word(other)[0]:
        synonyms = {}  # French tables show "en attente" for what is blocked: it is not what is on hold
    tables: tuple[Mapping[str, tuple[str, ...]], ...] = (names, shown, synonyms)
    return next((table[form] for form in (key, singular) for table in tables if form in table), ())


@cache
def _by_word(option: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The values by the words that are shown for them in any of our languages, and by their synonyms."""
    vocabulary = VOCABULARIES[option]
    shown: dict[str, dict[str, None]] = {}
    synonyms: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        speaker = Speaker(language)
        for value, words in vocabulary.words.items():
            for word in words:
                shown.setdefault(_key(speaker.say(word)), {})[value] = None
    for language_words in all_words():
        for value, row in vocabulary.synonyms(language_words).items():
            for synonym in row.split() if value in vocabulary.words else ():
                synonyms.setdefault(_key(synonym), {})[value] = None
    shown_values, other_values = (
        {word: tuple(values) for word, values in found.items()} for found in (shown, synonyms)
    )
    return shown_values, other_values


def _key(text: str) -> str:
    """What is compared: no case, no accents, and one sign for spaces, hyphens and underlines."""
    return fold(text).replace(" ", "-").replace("_", "-")
