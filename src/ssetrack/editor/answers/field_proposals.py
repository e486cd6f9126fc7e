"""Fields that may be written at a cursor, and the values of those that take one of a few words.

Comes in: the class whose fields they are, or a field. Goes out: candidates with what the definition says of
them: its description and examples, as the schema has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ssetrack.dates import zone_names
from ssetrack.editor.answers.cursor import Cursor
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.proposal import Candidate, ProposalKind, Proposals, proposals
from ssetrack.editor.answers.slots import Value
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES, OWN_NAMES
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Plan
from ssetrack.wording.printable import json_text
from ssetrack.wording.words import CHOICES

_COLON = re.compile(r"[\"']?[ \t]*:(?=\s|\Z)")
_SWITCH = ("true", "false")


def field_proposals(of: type, cursor: Cursor, index: Index, text: str) -> Proposals:
    """The fields of a class that are not there yet; with a colon where none follows."""
    has_colon = _COLON.match(text, cursor.token.end) is not None
    ending = "" if has_colon or cursor.token.style else ": "
    fields = (
        Candidate(key, index.view.speaker.say(LABELS[of][key].label), field_help(of, key), ending)
        for key in FIELDS[of]
    )
    return proposals(fields, cursor, ProposalKind.FIELD, but=cursor.siblings)


def choice_proposals(value: Value, cursor: Cursor, speaker: Speaker) -> Proposals:
    """The words of which a field takes one."""
    words: Iterable[str] = value.field.words or _SWITCH
    said = ((word, CHOICES.get(word)) for word in words)
    choices = (Candidate(word, "" if own is None else speaker.say(own)) for word, own in said)
    return proposals(choices, cursor, ProposalKind.CHOICE)


def language_proposals(cursor: Cursor) -> Proposals:
    """The languages that are read and spoken, by their tags; others may be written as well."""
    tags = (Candidate(tag, OWN_NAMES[tag]) for tag in LANGUAGES)
    return proposals(tags, cursor, ProposalKind.LANGUAGE, but=cursor.siblings)


def zone_proposals(cursor: Cursor) -> Proposals:
    """Time zones by their IANA names; a city alone finds its zone."""
    zones = (Candidate(name, name.rpartition("/")[2].replace("_", " ")) for name in zone_names())
    return proposals(zones, cursor, ProposalKind.ZONE)


def field_help(of: type, key: str) -> str:
    """What the definition says of a field, with examples, as Markdown; in English, as in the schema."""
    about = _descriptions().get(of.__name__, {}).get(key, {})
    lines = [about.get("description", "")]
    examples = [_example(one) for one in about.get("examples", ())]
    if examples:
        lines.append("\n".join(f"    {key}: {one}" for one in examples))
    return "\n\n".join(filter(None, lines))


def _example(one: object) -> str:
    """An example as it may be written in a plan."""
    return one if isinstance(one, str) else json_text(one).replace('"', "")


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, dict[str, dict[str, Any]]]:
    """What the schema says of each field, by class. Reading the definition takes a moment, once."""
    from ssetrack.plan.schema import plan_schema

    schema = plan_schema()
    found = dict(_classes(schema["$defs"]))
    found[Plan.__name__] = schema["properties"]
    return found


def _classes(definitions: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, definition in definitions.items():
        forms = definition.get("anyOf", [definition])
        yield from ((name, form["properties"]) for form in forms if "properties" in form)
