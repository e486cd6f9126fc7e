"""Typed words of closed lists: what the tables show may be typed, in four languages and any form."""

from __future__ import annotations

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES
from ssetrack.wording.vocabulary import (
    COLUMN,
    FLAG,
    GROUP,
    ROLE,
    STATE,
    VOCABULARIES,
    Vocabulary,
    value_meant,
)

TYPED = [
    (STATE, "overdue", "overdue"),
    (STATE, "Due Soon", "due-soon"),
    (STATE, "due_soon", "due-soon"),
    (STATE, "en retard", "overdue"),
    (STATE, "EN  RETARD", "overdue"),
    (STATE, "à échéance proche", "due-soon"),
    (STATE, "a echeance proche", "due-soon"),
    (STATE, "terminées", "done"),
    (STATE, "en pausa", "on-hold"),
    (STATE, "próximos", "due-soon"),
    (STATE, "concluída", "done"),
    (FLAG, "en attente", "blocked"),
    (FLAG, "bloqueados", "blocked"),
    (FLAG, "sin responsable", "unassigned"),
    (ROLE, "responsable", "owner"),
    (ROLE, "à consulter", "consulted"),
    (ROLE, "apoio", "with"),
    (COLUMN, "Quand", "due"),
    (COLUMN, "prazo", "due"),
    (COLUMN, "days-left", "days_left"),
    (COLUMN, "jours restants", "days_left"),
    (COLUMN, "título", "title"),
    (GROUP, "Responsável", "owners"),
    (GROUP, "situación", "state"),
    (GROUP, "lugar", "where"),
]


@pytest.mark.parametrize(("option", "typed", "value"), TYPED)
def test_a_word_means_its_value(option: str, typed: str, value: str):
    assert value_meant(option, typed) == value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", VOCABULARIES)
def test_every_word_that_is_shown_may_be_typed(option: str, language: str):
    speaker = Speaker(language)
    for value, words in VOCABULARIES[option].words.items():
        for word in map(speaker.say, words):
            assert value_meant(option, word) == value
            assert value_meant(option, word.upper()) == value
        assert value_meant(option, value) == value


REFUSED = [
    (STATE, "blub", "fr", "`blub` n'est pas une situation", "`overdue` (en retard), `due-soon` (à éch"),
    (STATE, "blub", "en", "`blub` is not a state", "choose: `overdue`, `due-soon`, `upcoming`, `ongoing`"),
    (STATE, "overdeu", "en", "`overdeu` is not a state", "did you mean `overdue`?"),
    (STATE, "bloqueado", "en", "`bloqueado` is not a state", "did you mean `--flag blocked`?"),
    (STATE, "en attente", "fr", "`en attente` n'est pas", "`--flag blocked`"),
    (FLAG, "con retraso", "es", "`con retraso` no es una indicación", "`--state overdue`"),
    (FLAG, "blub", "pt", "`blub` não é uma indicação", "`blocked` (bloqueado)"),
    (ROLE, "blub", "es", "`blub` no es una función", "`owner` (responsables), `with` (apoyo)"),
    (COLUMN, "blubb", "en", "unknown column `blubb`", "`due`, `canonical` (date), `earliest` (first day)"),
    (COLUMN, "blubb", "pt", "coluna desconhecida: `blubb`", "`due` (quando)"),
    (GROUP, "blubb", "fr", "`blubb`", "`owners` (responsables)"),
]  # fmt: skip


@pytest.mark.parametrize(("option", "typed", "language", "problem", "choices"), REFUSED)
def test_what_means_nothing_is_refused_with_the_choices(
    option: str, typed: str, language: str, problem: str, choices: str
):
    with pytest.raises(SsetrackError) as refused:
        value_meant(option, typed)
    error, speaker = refused.value, Speaker(language)
    assert problem in speaker.say(error.message)
    assert error.help is not None
    assert choices in speaker.say(error.help)


def test_what_means_two_values_is_refused_with_both(monkeypatch: pytest.MonkeyPatch):
    """Today no word does; the next translation may bring one."""
    words = {"done": (message("done"),), "over": (message("done"),)}
    ambiguous = Vocabulary(words, lambda text: message("`{text}` is not a state", text=text))
    monkeypatch.setitem(VOCABULARIES, "--ambiguous", ambiguous)
    assert value_meant("--ambiguous", "over") == "over"
    assert value_meant("--ambiguous", "done") == "done"
    with pytest.raises(SsetrackError) as refused:
        value_meant("--ambiguous", "terminé")
    error, speaker = refused.value, Speaker("fr")
    assert "`terminé`" in speaker.say(error.message)
    assert error.help is not None
    assert speaker.say(error.help) == "valeurs possibles\u00a0: `done` (terminé), `over` (terminé)"
