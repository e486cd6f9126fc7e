"""Comments that tell lint to ignore something: what may be written in one, and which rule a word there names.

Comes in: a comment with a cursor in it. Goes out: proposals; or the name of a rule or family, and its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ssetrack.diagnostic import Range
from ssetrack.edit.known_names import rule_names
from ssetrack.editor.answers.cursor import Comment
from ssetrack.editor.answers.proposal import NOTHING, Candidate, ProposalKind, Proposals, fits, proposal
from ssetrack.language.message import translatable
from ssetrack.language.speaker import Speaker

_WORD = re.compile(r"#[ \t]*ssetrack:[ \t]*(?P<typed>[\w-]*)\Z", re.IGNORECASE)
_IN_BRACKET = re.compile(r"#[ \t]*ssetrack:[ \t]*ignore(?:-file)?[ \t]*\[(?P<names>[^\]]*)\Z", re.IGNORECASE)
_NAME = re.compile(r"[\w-]*")
_REST = re.compile(r"[^\]]*")

WORDS = ("ignore", "ignore-file")
"""What a comment can say, each followed by names in a bracket."""


def comment_proposals(comment: Comment, speaker: Speaker) -> Proposals:
    """The words of a comment for lint, and within its bracket the rules and families that are not there."""
    at = comment.start + len(comment.before)
    word = _WORD.search(comment.before)
    if word is not None:
        end = at + len(_NAME.match(comment.after)[0])  # type: ignore[index]  # it always matches
        place = Range(comment.start + word.start("typed"), end)
        ending = "" if comment.after[end - at :].lstrip().startswith("[") else "["
        words = (Candidate(one, ending=ending) for one in WORDS)
        return _offers(words, word["typed"], place)
    inside = _IN_BRACKET.search(comment.before)
    if inside is None:
        return NOTHING
    before, _, typed = inside["names"].rpartition(",")
    typed = typed.lstrip()
    end = at + len(_NAME.match(comment.after)[0])  # type: ignore[index]  # it always matches
    behind = _REST.match(comment.after, end - at)
    others = {one.strip() for one in f"{before},{behind[0] if behind else ''}".split(",")}
    rules = (
        Candidate(name, speaker.say(translatable(what)))
        for name, what in rule_names(families=True)
        if name not in others
    )
    return _offers(rules, typed, Range(at - len(typed), end))


def rule_at(comment: Comment) -> tuple[str, Range] | None:
    """The name in the bracket of a comment for lint that the cursor is in, and its place."""
    inside = _IN_BRACKET.search(comment.before)
    if inside is None:
        return None
    begun = re.search(r"[\w-]*\Z", comment.before)
    rest = _NAME.match(comment.after)
    assert begun is not None, "it matches nothing, too"
    assert rest is not None, "it matches nothing, too"
    at = comment.start + len(comment.before)
    name = begun[0] + rest[0]
    return (name, Range(at - len(begun[0]), at + len(rest[0]))) if name else None


def _offers(candidates: Iterable[Candidate], typed: str, place: Range) -> Proposals:
    fitting = (one for one in candidates if fits(one, typed))
    return Proposals(tuple(proposal(one, one.text + one.ending, place, ProposalKind.RULE) for one in fitting))
