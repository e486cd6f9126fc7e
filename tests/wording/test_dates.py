"""Dates as people read them: in full, in short, in four languages, in their standard form."""

from __future__ import annotations

from datetime import date

import pytest

from snapshots import snapshot_of
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View
from ssetrack.wording.dates import date_words, short_date

TODAY = date(2026, 11, 30)

PLAN = """\
ssetrack: 1
title: Network
timezone: Africa/Dakar
start: 2026-09-01
year-starts: 04
activities:
  - {{id: it, title: It, {date}}}
  - id: forum
    title: {{en: Forum, fr: Rencontre, es: Encuentro, pt: Encontro}}
    when: 2027-11-01
  - {{id: long, title: A title that is far too long to be told in the dates of others, when: 2027-11-01}}
"""

CASES = [
    ("deadline: 2004-06", "by end of June 2004", "d'ici fin juin 2004",
     "a más tardar a fines de junio de 2004",
     "até o fim de junho de 2004", "end Jun 2004"),
    ("when: 2004-06", "June 2004", "juin 2004", "junio de 2004", "junho de 2004", "Jun 2004"),
    ("deadline: 2004-06-30", "30 June 2004", "30 juin 2004", "30 de junio de 2004", "30 de junho de 2004",
     "30 Jun 2004"),
    ("deadline: 2004-Q4", "by end of Q4 2004", "d'ici la fin du T4 2004",
     "a más tardar a fines del T4 de 2004",
     "até o fim do T4 de 2004", "end Q4 2004"),
    ("deadline: 2004", "by end of 2004", "d'ici fin 2004", "a más tardar a fines de 2004",
     "até o fim de 2004",
     "end 2004"),
    ("deadline: 2004-01/2004-02", "January – February 2004", "janvier - février 2004",
     "enero - febrero de 2004", "janeiro – fevereiro de 2004", "Jan – Feb 2004"),
    ("deadline: ../2004-06-30", "by 30 June 2004", "au plus tard le 30 juin 2004",
     "a más tardar el 30 de junio de 2004", "até 30 de junho de 2004", "by 30 Jun 2004"),
    ("deadline: 2004-06~", "about June 2004", "juin 2004 environ", "junio de 2004 (aprox.)",
     "junho de 2004 (aprox.)", "about Jun 2004"),
    ("deadline: fin juin 2004", "by end of June 2004", "d'ici fin juin 2004",
     "a más tardar a fines de junio de 2004",
     "até o fim de junho de 2004", "end Jun 2004"),
    ("when: [{date: 2004-04-08/2004-04-09, where: Rio de Janeiro}, {date: 2004-04-26, where: Paris}]",
     "8–9 April 2004 (Rio de Janeiro) or 26 April 2004 (Paris)",
     "8-9 avril 2004 (Rio de Janeiro) ou 26 avril 2004 (Paris)",
     "8-9 de abril de 2004 (Rio de Janeiro) o 26 de abril de 2004 (Paris)",
     "8–9 de abril de 2004 (Rio de Janeiro) ou 26 de abril de 2004 (Paris)", "8–9 Apr or 26 Apr 2004"),
    ("when: [2004-12-08, 2005-01-08]", "8 December 2004 or 8 January 2005",
     "8 décembre 2004 ou 8 janvier 2005", "8 de diciembre de 2004 u 8 de enero de 2005",
     "8 de dezembro de 2004 ou 8 de janeiro de 2005", "8 Dec 2004 or 8 Jan 2005"),
    ("when: {date: 2026-09-07, repeat: every month}", "every month, next 7 December 2026",
     "tous les mois, prochaine date : 7 décembre 2026", "cada mes, próxima vez: 7 de diciembre de 2026",
     "todos os meses, próxima vez: 7 de dezembro de 2026", "next 7 Dec 2026"),
    ("when: {date: 2026-09-07, repeat: every month, until: 2026-10}", "every month, 7 October 2026",
     "tous les mois, 7 octobre 2026", "cada mes, 7 de octubre de 2026",
     "todos os meses, 7 de outubro de 2026", "7 Oct 2026"),
    ('when: {date: 2026-12-07, time: "15:00-16:00"}', "7 December 2026, 15:00-16:00 (Africa/Dakar)",
     "7 décembre 2026, 15:00-16:00 (Africa/Dakar)", "7 de diciembre de 2026, 15:00-16:00 (Africa/Dakar)",
     "7 de dezembro de 2026, 15:00-16:00 (Africa/Dakar)", "7 Dec 2026, 15:00-16:00"),
    ('when: {date: 2026-12-07, time: "15:00", timezone: America/Sao_Paulo}',
     "7 December 2026, 15:00 (America/Sao_Paulo)", "7 décembre 2026, 15:00 (America/Sao_Paulo)",
     "7 de diciembre de 2026, 15:00 (America/Sao_Paulo)", "7 de dezembro de 2026, 15:00 (America/Sao_Paulo)",
     "7 Dec 2026, 15:00 (Sao Paulo)"),
    ("deadline: 12 months before forum", '1 November 2026 (12 months before "Forum")',
     "1er novembre 2026 (12 mois avant «\xa0Rencontre\xa0»)",
     "1 de noviembre de 2026 (12 meses antes de «Encuentro»)",
     '1º de novembro de 2026 (12 meses antes de "Encontro")', "1 Nov 2026"),
    ("deadline: 1 week after forum", '8 November 2027 (1 week after "Forum")',
     "8 novembre 2027 (1 semaine après «\xa0Rencontre\xa0»)",
     "8 de noviembre de 2027 (1 semana después de «Encuentro»)",
     '8 de novembro de 2027 (1 semana depois de "Encontro")', "8 Nov 2027"),
    ("deadline: M3", "by end of November 2026 (M3)", "d'ici fin novembre 2026 (M3)",
     "a más tardar a fines de noviembre de 2026 (M3)", "até o fim de novembro de 2026 (M3)", "end Nov 2026"),
    ("deadline: Q2 2026/27", "by end of Q2 2026/27 (30 September 2026)",
     "d'ici la fin du T2 2026/27 (30 septembre 2026)",
     "a más tardar a fines del T2 de 2026/27 (30 de septiembre de 2026)",
     "até o fim do T2 de 2026/27 (30 de setembro de 2026)", "end Q2 2026/27 (30 Sep 2026)"),
    ("when: Q2 2026/27", "Q2 2026/27 (1 July – 30 September 2026)",
     "T2 2026/27 (1er juillet - 30 septembre 2026)",
     "T2 de 2026/27 (1 de julio - 30 de septiembre de 2026)",
     "T2 de 2026/27 (1º de julho – 30 de setembro de 2026)", "Q2 2026/27 (1 Jul – 30 Sep 2026)"),
    ("deadline: tbd", "tbd", "à définir", "por definir", "a definir", "tbd"),
    ("when: ongoing", "ongoing", "en continu", "permanente", "permanente", "ongoing"),
    ("deadline: whenever", "whenever", "whenever", "whenever", "whenever", "whenever"),
    ("notes: none", "", "", "", "", ""),
]  # fmt: skip


def seen(text: str, language: str, *, iso: bool = False) -> tuple[str, str]:
    """The date of an item in full and in short, as a reader of a language sees it."""
    plans = snapshot_of(PLAN.format(date=text), TODAY)
    view = View(plans.portfolio, language, Speaker(language), iso)
    status = plans.statuses[0]
    return date_words(status, view), short_date(status, view)


@pytest.mark.parametrize(("text", "en", "fr", "es", "pt", "short"), CASES, ids=lambda one: one[:40])
def test_a_date_in_words(text: str, en: str, fr: str, es: str, pt: str, short: str):
    assert tuple(seen(text, language)[0] for language in ("en", "fr", "es", "pt")) == (en, fr, es, pt)
    assert seen(text, "en")[1] == short


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("deadline: June 2004", "2004-06"),
        ("when: [2004-04-08, {date: 2004-04-26, where: Paris}]", "2004-04-08 or 2004-04-26 (Paris)"),
        ("when: {date: 2026-09-07, repeat: every month}", "every month, next 2026-12-07"),
        ("deadline: 12 months before forum", '2026-11-01 (12 months before "Forum")'),
        ("deadline: tbd", "?"),
        ("when: ongoing", "ongoing"),
    ],
)
def test_the_standard_form(text: str, full: str):
    assert seen(text, "en", iso=True)[0] == full


def test_the_title_of_what_a_date_counts_from_is_not_told_at_length():
    assert seen("deadline: 2 days after long", "en")[0] == (
        '3 November 2027 (2 days after "A title that is far too long to be told…")'
    )
