"""The same dates in every language: the one table of tests that a new language adds to."""

from __future__ import annotations

import pytest

from ssetrack.dates import DateProblem, Period, Purpose, parse
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
    "2027-05-10/2027-05-16": {
        "en": "week of 12 May 2027",
        "fr": "semaine du 12 mai 2027",
        "es": "semana del 12 de mayo de 2027",
        "pt": "semana de 12 de maio de 2027",
    },
    "2026-12-28/2027-01-03": {
        "en": "28 December to 3 January 2027",
        "fr": "du 28 décembre au 3 janvier 2027",
        "es": "28 de diciembre al 3 de enero de 2027",
        "pt": "28 de dezembro a 3 de janeiro de 2027",
    },
    "?": {"en": "to be confirmed", "fr": "à définir", "es": "por definir", "pt": "a definir"},
}

# The same, as a deadline.
DEADLINES: dict[str, dict[str, str]] = {
    "2027-05-08": {
        "en": "no later than 8 May 2027",
        "fr": "au plus tard le 8 mai 2027",
        "es": "a más tardar el 8 de mayo de 2027",
        "pt": "o mais tardar 8 de maio de 2027",
    },
    "2027-03": {
        "en": "by the end of March 2027",
        "fr": "d'ici la fin mars 2027",
        "es": "hasta fines de marzo de 2027",
        "pt": "até ao fim de março de 2027",
    },
}

# What is refused, and what its help proposes.
REFUSED: dict[str, dict[str, str]] = {
    "2027-06-15~": {
        "en": "mid-June 2027",
        "fr": "mi-juin 2027",
        "es": "mediados de junio de 2027",
        "pt": "meados de junho de 2027",
    },
    "2027-Q1": {
        "en": "early 2027",
        "fr": "début 2027",
        "es": "principios de 2027",
        "pt": "início de 2027",
    },
    "2027-05-12~": {
        "en": "around 12 May 2027",
        "fr": "vers le 12 mai 2027",
        "es": "hacia el 12 de mayo de 2027",
        "pt": "por volta de 12 de maio de 2027",
    },
    "2027-05-11, or 2027-05-12": {
        "en": "before 12 May 2027",
        "fr": "avant le 12 mai 2027",
        "es": "antes del 12 de mayo de 2027",
        "pt": "antes de 12 de maio de 2027",
    },
    "2027-06/.. if it has no end": {
        "en": "from June 2027",
        "fr": "à partir de juin 2027",
        "es": "a partir de junio de 2027",
        "pt": "a partir de junho de 2027",
    },
    "2027-06/2027-08 in the north": {
        "en": "summer 2027",
        "fr": "été 2027",
        "es": "verano de 2027",
        "pt": "verão de 2027",
    },
    "2027-05-08": {"en": "8 May", "fr": "8 mai", "es": "8 de mayo", "pt": "8 de maio"},
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
@pytest.mark.parametrize("canonical", DEADLINES)
def test_deadlines(canonical: str, language: str):
    read = parse(DEADLINES[canonical][language], purpose=Purpose.DEADLINE)
    assert isinstance(read, Period), read
    assert read.canonical == canonical


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("instead", REFUSED)
def test_refused(instead: str, language: str):
    read = parse(REFUSED[instead][language])
    assert isinstance(read, DateProblem), read
    assert instead in str(read.help)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("often", REPEATS)
def test_repeats(often: tuple[int, str], language: str):
    read = parse_repeat(REPEATS[often][language])
    assert (read.interval, read.unit) == often
