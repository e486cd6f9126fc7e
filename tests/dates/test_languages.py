"""The same dates in every language: the one table of tests that a new language adds to."""

from __future__ import annotations

import pytest

from ssetrack.dates import Period, parse
from ssetrack.dates.repeat import parse_repeat
from ssetrack.language.words import LANGUAGES

# The standard form, and what people of each language write.
DATES: dict[str, dict[str, str]] = {
    "2027-05-08": {
        "en": "Saturday, May 8th, 2027",
        "fr": "samedi 8 mai 2027",
        "es": "sábado, 8 de mayo de 2027",
        "pt": "sábado, 8 de maio de 2027",
    },
    "2027-05-01": {
        "en": "1st of May 2027",
        "fr": "1er mai 2027",
        "es": "1.º de mayo de 2027",
        "pt": "1º de maio de 2027",
    },
    "2027-04-08/2027-04-09": {
        "en": "8 and 9 April 2027",
        "fr": "8 et 9 avril 2027",
        "es": "8 y 9 de abril de 2027",
        "pt": "8 e 9 de abril de 2027",
    },
    "2027-04-30/2027-05-02": {
        "en": "from 30 April to 2 May 2027",
        "fr": "du 30 avril au 2 mai 2027",
        "es": "del 30 de abril al 2 de mayo de 2027",
        "pt": "de 30 de abril a 2 de maio de 2027",
    },
    "2027-03/2027-05": {
        "en": "March to May 2027",
        "fr": "de mars à mai 2027",
        "es": "de marzo a mayo de 2027",
        "pt": "de março a maio de 2027",
    },
    "2027-Q3": {
        "en": "the third quarter of 2027",
        "fr": "3e trimestre 2027",
        "es": "tercer trimestre de 2027",
        "pt": "3º trimestre de 2027",
    },
    "2027-S1": {"en": "H1 2027", "fr": "1er semestre 2027", "es": "primer semestre de 2027", "pt": "S1 2027"},
    "2027-10-08T20:00/21:30": {
        "en": "8 October 2027 from 20:00 to 21:30",
        "fr": "8 octobre 2027 de 20h à 21h30",
        "es": "8 de octubre de 2027 de las 20:00 a las 21:30",
        "pt": "8 de outubro de 2027 das 20h às 21h30",
    },
    "ongoing": {"en": "Ongoing", "fr": "en cours", "es": "en curso", "pt": "em curso"},
    "?": {"en": "to be confirmed", "fr": "à définir", "es": "por definir", "pt": "a definir"},
}

REPEATS: dict[tuple[int, str], dict[str, str]] = {
    (1, "month"): {"en": "every month", "fr": "tous les mois", "es": "cada mes", "pt": "todos os meses"},
    (2, "week"): {
        "en": "every 2 weeks",
        "fr": "toutes les 2 semaines",
        "es": "cada 2 semanas",
        "pt": "a cada 2 semanas",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("canonical", DATES)
def test_dates(canonical: str, language: str):
    read = parse(DATES[canonical][language])
    assert isinstance(read, Period), read
    assert read.canonical == canonical


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("often", REPEATS)
def test_repeats(often: tuple[int, str], language: str):
    read = parse_repeat(REPEATS[often][language])
    assert (read.interval, read.unit) == often
