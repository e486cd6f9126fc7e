"""A French page has the signs of print: ’, and a space before ; ! ? and : at which no line ends."""

from __future__ import annotations

import re

import pytest

from pages.making import LONG, Outline, page_of
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


def test_a_page():
    """Of a plan without such signs: what is wrong is ours."""
    outline = Outline(page_of(LONG, "--lang", "fr", "--notes", day="2026-11-30"))
    texts = [text for tag, text in outline.texts if tag not in ("style", "script")]
    texts += [value for _, attributes in outline.elements for value in attributes.values() if value]
    assert any("’" in text for text in texts)
    texts = [text.replace("d'ici", "d’ici") for text in texts]  # a date in words is no message
    wrong = re.compile(r"\w'\w|[ \u00a0][;!?]| :(?=\s|$)")
    assert [text for text in texts if wrong.search(text) and "default-src" not in text] == []
