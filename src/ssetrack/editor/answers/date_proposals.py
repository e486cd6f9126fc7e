"""Dates that may be written at a cursor, in the words of the plan's language.

Comes in: what is typed so far, an index, the path of a file. Goes out: proposals: days, months and quarters
to come, words for what has no date, dates that count from an item. Each is a text that is read as what it
says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ssetrack import dates
from ssetrack.dates import DateProblem, Period, Relative
from ssetrack.dates.relative.coming import coming_periods, usual_repeats
from ssetrack.dates.repeat import parse_repeat
from ssetrack.diagnostic import Range
from ssetrack.editor.answers.cursor import Cursor
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.name_proposals import ids_for, own_ids
from ssetrack.editor.answers.proposal import (
    MOST,
    Candidate,
    Proposal,
    ProposalKind,
    Proposals,
    fits,
    in_quotes,
    proposal,
    proposals,
)
from ssetrack.language.speaker import Speaker, base, supported_language
from ssetrack.wording.dates import DIRECTIONS, LENGTHS, period_words
from ssetrack.wording.words import STANDING_WORDS

_NUMBER = re.compile(r"[0-9]{1,3}(?=\s|\Z)")
_USUAL = (1, 2, 4)
"""Weeks and months that are offered before a number is typed."""


def date_proposals(cursor: Cursor, index: Index, path: str) -> Proposals:
    """The dates that fit what is typed; behind `4 weeks after` the ids of items."""
    language = plan_language(index, path)
    head = _head(cursor.token.typed)
    if head is not None:
        return _bases(head, cursor, index, path)
    return proposals(_dates(cursor, index, language), cursor, ProposalKind.DATE)


def repeat_proposals(cursor: Cursor, index: Index, path: str) -> Proposals:
    """How often something may come back, in words."""
    texts = usual_repeats(plan_language(index, path))
    fitting = (Candidate(text) for text in texts if not isinstance(parse_repeat(text), DateProblem))
    return proposals(fitting, cursor, ProposalKind.DATE)


def plan_language(index: Index, path: str) -> str:
    """The language of ours in which a plan's dates are written."""
    file = index.files.get(path)
    return supported_language(None if file is None else base(file.language))


def _head(typed: str) -> str | None:
    """What is typed up to the id that a date counts from, if that is what comes next."""
    before, space, _ = typed.rpartition(" ")
    if not space or not before:
        return None
    head = before + space
    return head if isinstance(dates.parse(f"{head}x"), Relative) else None


def _bases(head: str, cursor: Cursor, index: Index, path: str) -> Proposals:
    """The items that a date may count from, in the place of the last word."""
    source = index.source(path)
    token = cursor.token
    typed = token.typed[len(head) :]
    own = set(own_ids(cursor, index, path))
    found: list[Proposal] = []
    for one in ids_for(source, [other for other in index.sources if other is not source]):
        if one.text in own or not fits(one, typed):
            continue
        if len(found) == MOST:
            return Proposals(tuple(found), complete=False)
        whole = one._replace(text=head + one.text)
        written = in_quotes(whole.text, token, flow=cursor.flow)
        if written == whole.text:
            place = Range(token.start + len(head), token.end)
            found.append(proposal(one, one.text, place, ProposalKind.ITEM))
        elif written is not None:  # a colon within brackets needs quotes round the whole date
            made = proposal(whole, written, Range(token.start, token.end), ProposalKind.ITEM)
            found.append(made._replace(label=one.text))
    return Proposals(tuple(found))


def _dates(cursor: Cursor, index: Index, language: str) -> Iterator[Candidate]:
    number = _NUMBER.match(cursor.token.typed)
    if number is not None:
        yield from _lengths((int(number[0]),), language)
    for period in coming_periods(index.snapshot.today):
        words = dates.display(period, language)
        canonical = period.canonical
        yield Candidate(canonical, period_words(period, index.view._replace(iso=False)))
        read = dates.parse(words, language=language)
        if words != canonical and isinstance(read, Period) and read.canonical == canonical:
            yield Candidate(words, canonical)
    for word, said in STANDING_WORDS.items():
        own = Speaker(language).say(said)
        meaning = index.view.speaker.say(said)
        for text in dict.fromkeys((own, word)):
            if dates.parse(text, language=language) == dates.parse(word):
                yield Candidate(text, meaning if meaning != text else "")
    if number is None:
        yield from _lengths(_USUAL, language)


def _lengths(numbers: tuple[int, ...], language: str) -> Iterator[Candidate]:
    """`4 weeks before `, to be followed by an id."""
    speaker = Speaker(language)
    for number in numbers:
        for unit, length in LENGTHS.items():
            if unit == "year" or (unit == "day" and numbers is _USUAL):
                continue
            for direction in DIRECTIONS.values():
                text = speaker.say(direction(length(speaker, number), "")).rstrip()
                if isinstance(dates.parse(f"{text} x"), Relative):
                    yield Candidate(text, ending=" ")
