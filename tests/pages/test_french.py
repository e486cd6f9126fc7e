"""A French page has the signs of print: ’, and a space before ; ! ? and : at which no line ends."""

from __future__ import annotations

import re

import pytest

from pages.making import LONG, Outline, page_of
from ssetrack import dates
from ssetrack.language.message import message
from ssetrack.language.typesetting import PageSpeaker, french_signs

SIGNS = [
    ("Qui s'en charge ?", "Qui s’en charge\u202f?"),
    ("rien ; plus rien !", "rien\u202f; plus rien\u202f!"),
    ("{items}\u00a0: {parts}", "{items}\u00a0: {parts}"),
    ("{items} : l'{parts}", "{items}\u00a0: l’{parts}"),
    ("`l'un ; ou` l'autre", "`l'un ; ou` l’autre"),
    ("à 15:00, 'ainsi'", "à 15:00, 'ainsi'"),
]


@pytest.mark.parametrize(("plain", "set_"), SIGNS)
def test_signs(plain: str, set_: str):
    assert french_signs(plain) == set_


def test_what_fills_a_gap_is_left_alone():
    found = PageSpeaker("fr").say(message("done: {day}", day="l'an ; deux !"))
    assert found == "terminé\u00a0: l'an ; deux !"


def test_other_languages_are_said_as_they_are():
    assert PageSpeaker("en").say(message("Who does what")) == "Who does what"
    assert PageSpeaker("pt").say(message("Who does what")) == "Quem faz o quê"


@pytest.mark.parametrize("text", ["d’ici fin mars 2027", "d’octobre 2027 à mars 2028", "jusqu’au 3 mai 2027"])
def test_a_date_in_print_is_read_as_the_same(text: str):
    """Whoever copies a date of a page into a plan gets the same date, or the same answer."""
    assert outcome(text) == outcome(text.replace("’", "'"))


def outcome(text: str) -> object:
    read = dates.parse(text, language="fr")
    if isinstance(read, dates.Period):
        return read.canonical
    assert isinstance(read, dates.DateProblem)
    return read.rule, read.message.template


def test_dates_are_set_and_content_is_not():
    speaker = PageSpeaker("fr")
    deadline = dates.DateWords(october(), deadline=True)
    assert speaker.say(message("done: {day}", day=deadline)) == "terminé\u00a0: d’ici fin octobre 2027"
    assert PageSpeaker("es").in_print("d'ici") == "d'ici"


def october() -> dates.Period:
    read = dates.parse("2027-10")
    assert isinstance(read, dates.Period)
    return read


def test_a_page():
    """Of a plan without such signs: what is wrong is ours."""
    outline = Outline(page_of(LONG, "--lang", "fr", "--notes", day="2026-11-30"))
    texts = [text for tag, text in outline.texts if tag not in ("style", "script")]
    texts += [value for _, attributes in outline.elements for value in attributes.values() if value]
    assert any("’" in text for text in texts)
    wrong = re.compile(r"\w'\w|[ \u00a0][;!?]| :(?=\s|$)")
    assert [text for text in texts if wrong.search(text) and "default-src" not in text] == []
