"""Words that stand for a date where there is none: it goes on, or nobody knows yet.

Comes in: a folded text. Goes out: the period that the words stand for, or None for any other text.
"""

from __future__ import annotations

from ssetrack.dates.period import ONGOING, UNKNOWN, Period

OPEN_WORDS = frozenset(
    {
        "ongoing", "on-going", "continuous", "permanent", "en cours", "en continu", "en permanence",
        "permanente", "en curso", "continuo", "em curso", "em andamento", "continua", "continue", "continu",
    }
)  # fmt: skip
UNKNOWN_WORDS = frozenset(
    {
        "?", "tbd", "tbc", "tba", "unknown", "to be determined", "to be decided", "to be confirmed",
        "to be defined", "to be announced", "a definir", "a determiner", "a confirmer", "a decider",
        "a preciser", "inconnu",
        "por definir", "por determinar", "por confirmar", "por decidir", "desconocido", "a determinar",
        "a confirmar", "a decidir", "desconhecido",
    }
)  # fmt: skip


def read_special_date(low: str) -> Period | None:
    """`ongoing` and its like as ONGOING, `tbd` and its like as UNKNOWN, in the four languages."""
    if low in OPEN_WORDS:
        return ONGOING
    return UNKNOWN if low in UNKNOWN_WORDS else None
