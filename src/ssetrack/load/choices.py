"""A word that is not one of a field's choices: what was probably meant.

Comes in: the word as written. Goes out: a problem of the rule `invalid-choice`, with a safe fix where only
case, accents or spaces differ, and an unsafe one for a synonym in one of our four languages.
"""

from __future__ import annotations

from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, SuggestedFix
from ssetrack.language.message import message
from ssetrack.language.nearest import nearest
from ssetrack.plan.slug import slug
from ssetrack.source.tree import Node

CHOICES = {
    "status": ("planned", "in-progress", "done", "cancelled", "on-hold"),
    "priority": ("high", "normal", "low"),
}

_SYNONYMS = {
    "planned": "todo to-do open new not-started pending prevu prevue planifie planifiee a-faire previsto "
    "prevista planificado planificada pendiente por-hacer planejado planejada pendente a-fazer",
    "in-progress": "inprogress started doing active ongoing wip underway running en-cours commence commencee "
    "en-curso en-marcha iniciado iniciada em-curso em-andamento",
    "done": "finished complete completed closed ok fait faite fini finie termine terminee acheve achevee "
    "hecho hecha terminado terminada completado completada feito feita concluido concluida acabado",
    "cancelled": "canceled dropped abandoned annule annulee abandonne abandonnee cancelado cancelada anulado "
    "anulada",
    "on-hold": "hold paused waiting suspended blocked postponed en-attente en-pause suspendu suspendue "
    "reporte reportee en-espera en-pausa suspendido aplazado em-espera suspenso adiado",
    "high": "urgent important haut haute elevee alto alta 1",
    "normal": "medium moyen moyenne normale medio media 2",
    "low": "minor bas basse faible bajo baja baixo baixa 3",
}
_MEANT = {synonym: choice for choice, words in _SYNONYMS.items() for synonym in words.split()}


def choice_problem(route: Route, node: Node) -> Problem:
    """The problem of a value that is none of its field's choices."""
    field = str(route[-1])
    choices = CHOICES[field]
    listed = ", ".join(f"`{choice}`" for choice in choices)
    written = node if isinstance(node, str) else ""
    sentence = message("`{written}` is no {field}", written=written, field=field)
    if not isinstance(node, str):
        sentence = message("`{field}` is one word", field=field)
    spelt = slug(written).replace("_", "-")
    safety = Safety.SAFE if spelt in choices else Safety.UNSAFE
    meant = spelt if spelt in choices else _MEANT.get(spelt)
    if meant not in choices:
        meant = nearest(spelt, choices)
    if meant is None:
        return Problem("invalid-choice", At(route), sentence, help=message("write {choices}", choices=listed))
    return Problem(
        "invalid-choice",
        At(route),
        sentence,
        help=message("write `{meant}`; the choices are {choices}", meant=meant, choices=listed),
        fix=SuggestedFix(safety, (Replacement(At(route), meant),)),
    )
