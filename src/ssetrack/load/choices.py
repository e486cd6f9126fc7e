"""A word that is not one of a field's choices: what was probably meant.

Comes in: the word as written. Goes out: a problem of the rule `invalid-choice`, with a safe fix where only
case, accents or spaces differ, and an unsafe one for a synonym in one of our languages.
"""

from __future__ import annotations

from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, SuggestedFix
from ssetrack.language.message import message
from ssetrack.language.nearest import nearest
from ssetrack.language.words import all_words
from ssetrack.plan.slug import slug
from ssetrack.source.tree import Node

CHOICES = {
    "status": ("planned", "in-progress", "done", "cancelled", "on-hold"),
    "priority": ("high", "normal", "low"),
    "letters": ("weekly", "monthly", "never"),
}
OF_OCCURRENCES = ("planned", "done", "cancelled", "added")
"""The status of a single time of what comes back."""

_NUMBERS = {"1": "high", "2": "normal", "3": "low"}
_MEANT = _NUMBERS | {
    synonym: choice
    for language in all_words()
    for choice, synonyms in language.choices.items()
    for synonym in synonyms.split()
}
"""What people write in the place of a choice, in any of our languages."""


def choice_problem(route: Route, node: Node) -> Problem:
    """The problem of a value that is none of its field's choices."""
    field, choices = _field_and_choices(route)
    listed = ", ".join(f"`{choice}`" for choice in choices)
    written = node if isinstance(node, str) else ""
    sentence = message("`{written}` is not a possible `{field}`", written=written, field=field)
    if not isinstance(node, str):
        sentence = message("`{field}` needs one word", field=field)
    spelt = slug(written).replace("_", "-")
    safety = Safety.SAFE if spelt in choices else Safety.UNSAFE
    meant = spelt if spelt in choices else _MEANT.get(spelt)
    if meant not in choices:
        meant = nearest(spelt, choices)
    if meant is None and "occurrences" in route and written[:1].isdigit():
        hint = message("to move it to another day, write `{{date: {text}}}`", text=written)
        return Problem("invalid-choice", At(route), sentence, help=hint)
    if meant is None:
        return Problem(
            "invalid-choice",
            At(route),
            sentence,
            help=message("write one of these: {choices}", choices=listed),
        )
    return Problem(
        "invalid-choice",
        At(route),
        sentence,
        help=message("write `{meant}`; all possible values: {choices}", meant=meant, choices=listed),
        fix=SuggestedFix(safety, (Replacement(At(route), meant),)),
    )


def _field_and_choices(route: Route) -> tuple[str, tuple[str, ...]]:
    """The field at a route and its words; the short form of an occurrence is its status."""
    if "occurrences" in route:
        return "status", OF_OCCURRENCES
    return str(route[-1]), CHOICES[str(route[-1])]
