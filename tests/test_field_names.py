"""Fields by the names that people give them, in four languages; `status` and `done` are never guessed."""

from __future__ import annotations

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.assignments import check_field
from ssetrack.language.words import all_words
from ssetrack.load import load
from ssetrack.plan.field_names import STATES, meant_field, read_as
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Activity, AgendaItem, Entry, Milestone, Owner, Participant, Plan, Section
from ssetrack.source import read

MEANT = [
    (
        Activity,
        "deadline",
        "due date dates deadlines by échéance fecha prazo Due_date DEADLINE data-limite dedline",
    ),
    (Activity, "owners", "who responsible leader responsable owner quem Responsável lead ownres"),
    (Activity, "title", "name nom nombre nome titre título titel"),
    (Activity, "where", "place lieu lugar local Où whre"),
    (Activity, "status", "state statut estado Status STATUS"),
    (Activity, "done", "finished fait hecho feito Done"),
    (Activity, "after", "needs depends-on après depois después"),
    (Activity, "goals", "goal objectifs metas"),
    (Activity, "check-in", "check_in suivi Check-In"),
    (Milestone, "deadline", "due échéance plazo"),
    (Entry, "date", "day jour fecha data datte"),
    (Entry, "until", "end fin até"),
    (Owner, "name", "title nom nome"),
    (Participant, "name", "title nombre"),
    (AgendaItem, "items", "points"),
    (Section, "lead", "owners responsable leader"),
    (Section, "activities", "tasks tâches actividades atividades"),
    (Plan, "timezone", "zone fuseau huso fuso"),
    (Plan, "aim", "purpose finalidad"),
    (Activity, None, "staus sttaus stats doen dnoe donee zzz colour"),
    (Plan, None, "status done"),
]


@pytest.mark.parametrize(
    ("of", "field", "written"),
    [(of, field, word) for of, field, words in MEANT for word in words.split()],
)
def test_meant(of, field, written):
    fields = FIELDS[of]
    assert meant_field(written, fields) == field
    assert read_as(written, fields) == (None if field in STATES else field)


ALL_WORDS = sorted(
    {word for language in all_words() for words in language.fields.values() for word in words.split()}
)


def test_every_word_leads_to_a_field():
    for word in ALL_WORDS:
        assert any(meant_field(word, fields) for fields in FIELDS.values()), word


def test_nothing_but_its_own_names_leads_to_a_state():
    """One letter changed, left out or doubled in `status` and `done`: never taken for them."""
    for field in STATES:
        for at in range(len(field)):
            for changed in (
                field[:at] + field[at + 1 :],
                field[: at + 1] + field[at:],
                field[:at] + "x" + field[at + 1 :],
            ):
                assert meant_field(changed, FIELDS[Activity]) not in STATES, changed


@pytest.mark.parametrize(
    "word", [*sorted(STATES), *sorted(word.capitalize() for word in STATES), *ALL_WORDS, "staus", "doen"]
)
def test_no_field_but_itself_says_that_something_is_finished(word):
    """Read, mended or fixed, an unknown field of a plan never becomes `done` or `status`."""
    text = f"ssetrack: 1\ntitle: T\nactivities: [{{id: a, title: A, {word}: done}}]\n"
    found = load(read(text.encode(), "p.yaml"))
    assert found.plan is not None
    [activity] = found.plan.activities
    assert (activity.status, activity.done) == (
        "done" if word == "status" else None,
        "done" if word == "done" else None,
    )
    for problem in found.problems:
        texts = [one.text for one in problem.fix.replacements] if problem.fix else []
        assert not STATES.intersection(texts)


def test_no_fix_makes_a_second_field():
    text = "ssetrack: 1\ntitle: T\nactivities: [{id: a, title: A, due: 2027, deadline: 2028}]\n"
    [problem] = load(read(text.encode(), "p.yaml")).problems
    assert (str(problem.help), problem.fix) == ("change it to `deadline`", None)


@pytest.mark.parametrize(("name", "meant"), [("due", "deadline"), ("statut", "status"), ("lugar", "where")])
def test_an_edit_proposes_the_field(name, meant):
    with pytest.raises(SsetrackError) as error:
        check_field(name, "activity")
    assert str(error.value.help) == f"did you mean `{meant}`?"
