"""How often, in words: every form of every language, what has two meanings, and what is said is read back."""

# ruff: noqa: E501  (the table of forms has one row for each language)

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import DateProblem, Purpose, parse
from ssetrack.dates.period import Unit
from ssetrack.dates.repeat import Repeat, display_repeat, not_a_first_day, parse_repeat
from ssetrack.dates.repeat_words import Frequency, read_frequency
from ssetrack.language.words import LANGUAGES, phrases_of, words_of

# What is meant (a number and a unit, or a rule), and what people of each language write.
FORMS: dict[str, dict[str, str]] = {
    "1 day": {
        "en": "every day | each day | daily | once a day",
        "fr": "tous les jours | chaque jour | quotidien | quotidienne | une fois par jour",
        "es": "cada día | todos los días | diario | diariamente | una vez al día",
        "pt": "todos os dias | todo dia | cada dia | diariamente | uma vez por dia",
    },
    "1 week": {
        "en": "every week | weekly | once a week",
        "fr": "toutes les semaines | chaque semaine | hebdomadaire",
        "es": "cada semana | todas las semanas | semanal | una vez por semana",
        "pt": "todas as semanas | toda semana | toda a semana | semanal | uma vez por semana",
    },
    "2 week": {
        "en": "every 2 weeks | every two weeks | every other week | every second week | every 2nd week | "
        "fortnightly | every fortnight",
        "fr": "toutes les 2 semaines | toutes les deux semaines | une semaine sur deux | quinzomadaire",
        "es": "cada 2 semanas | cada dos semanas | catorcenal | una semana sí y otra no",
        "pt": "a cada 2 semanas | a cada duas semanas | cada duas semanas | semana sim, semana não | "
        "uma semana sim e outra não",
    },
    "1 month": {
        "en": "every month | monthly | Every Month | once a month | every  month.",
        "fr": "tous les mois | chaque mois | mensuel | mensuelle | une fois par mois",
        "es": "cada mes | todos los meses | todo mes | mensual | mensualmente | una vez al mes",
        "pt": "todos os meses | todo mês | todo o mês | mensal | mensalmente | uma vez por mês",
    },
    "2 month": {
        "en": "every 2 months | every two months | every other month",
        "fr": "tous les 2 mois | un mois sur deux | bimestriel | bimestrielle",
        "es": "cada 2 meses | cada dos meses | bimestral | cada bimestre",
        "pt": "a cada 2 meses | a cada dois meses | bimestral | a cada bimestre | mês sim, mês não",
    },
    "3 month": {
        "en": "every 3 months | quarterly | every quarter | every three months | every third month",
        "fr": "tous les 3 mois | tous les trois mois | trimestriel | trimestrielle | chaque trimestre",
        "es": "cada 3 meses | cada tres meses | trimestral | cada trimestre",
        "pt": "a cada 3 meses | a cada três meses | trimestral | todo trimestre",
    },
    "6 month": {
        "en": "every 6 months | half-yearly | semi-annual | every half-year | twice a year | every six months",
        "fr": "tous les 6 mois | tous les six mois | semestriel | chaque semestre | deux fois par an",
        "es": "cada 6 meses | semestral | cada semestre | dos veces al año",
        "pt": "a cada 6 meses | semestral | todo semestre | duas vezes por ano",
    },
    "1 year": {
        "en": "every year | yearly | annual | annually | once a year",
        "fr": "tous les ans | chaque année | annuel | annuelle | une fois par an",
        "es": "cada año | todos los años | anual | una vez al año",
        "pt": "todos os anos | todo ano | anual | uma vez por ano",
    },
    "2 year": {
        "en": "every 2 years | every other year | biennial",
        "fr": "tous les 2 ans | tous les deux ans | biennal",
        "es": "cada 2 años | cada dos años | bienal",
        "pt": "a cada 2 anos | a cada dois anos | bienal",
    },
    "FREQ=WEEKLY;BYDAY=MO": {
        "en": "every Monday | Mondays | on Mondays | each Monday | every week on Monday",
        "fr": "chaque lundi | tous les lundis | le lundi | les lundis | toutes les semaines le lundi",
        "es": "cada lunes | todos los lunes | los lunes | cada semana el lunes",
        "pt": "toda segunda | toda segunda-feira | todas as segundas | todas as segundas-feiras | "
        "às segundas | toda a segunda-feira | cada segunda-feira | toda segunda feira",
    },
    "FREQ=WEEKLY;BYDAY=MO,WE": {
        "en": "every Monday and Wednesday | Mondays and Wednesdays | every Wednesday & Monday",
        "fr": "chaque lundi et mercredi | les lundis et mercredis | le lundi et le mercredi",
        "es": "cada lunes y miércoles | los lunes y los miércoles | los lunes y miércoles",
        "pt": "toda segunda e quarta | todas as segundas e quartas | segunda e quarta | às segundas e quartas",
    },
    "FREQ=WEEKLY;BYDAY=TU,TH,SA": {
        "en": "every Tuesday, Thursday and Saturday | every Tue, Thu, and Sat",
        "fr": "chaque mardi, jeudi et samedi | tous les mardis, jeudis et samedis",
        "es": "cada martes, jueves y sábado | los martes, jueves y sábados",
        "pt": "toda terça, quinta e sábado | às terças, quintas e sábados",
    },
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": {
        "en": "every weekday | every working day | weekdays | Monday to Friday | every business day",
        "fr": "chaque jour ouvré | tous les jours ouvrés | du lundi au vendredi | tous les jours de semaine",
        "es": "cada día hábil | todos los días hábiles | de lunes a viernes",
        "pt": "todo dia útil | todos os dias úteis | de segunda a sexta | de segunda a sexta-feira",
    },
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": {
        "en": "every 2 weeks on Tuesday | every other Tuesday | every two weeks on Tuesdays | every 2 Tuesdays",
        "fr": "toutes les 2 semaines le mardi | un mardi sur deux | tous les deux mardis",
        "es": "cada 2 semanas el martes | cada dos martes | un martes sí y otro no | cada dos semanas los martes",
        "pt": "a cada 2 semanas na terça-feira | terça sim, terça não | a cada duas terças",
    },
    "FREQ=MONTHLY;BYDAY=1MO": {
        "en": "every first Monday | first Monday of the month | first Monday of every month | 1st Monday of the "
        "month | the first Monday of each month | every month on the first Monday",
        "fr": "premier lundi du mois | chaque premier lundi | le premier lundi de chaque mois | 1er lundi du mois | "
        "tous les premiers lundis du mois | tous les mois le premier lundi",
        "es": "primer lunes del mes | cada primer lunes | el primer lunes de cada mes | 1.º lunes de cada mes | "
        "todos los primeros lunes de mes",
        "pt": "primeira segunda-feira do mês | toda primeira segunda-feira | toda primeira segunda | "
        "a primeira segunda-feira de cada mês | 1ª segunda do mês | na primeira segunda-feira de todo mês",
    },
    "FREQ=MONTHLY;BYDAY=-1FR": {
        "en": "last Friday of every month | every last Friday | last Friday of the month",
        "fr": "dernier vendredi du mois | le dernier vendredi de chaque mois | tous les derniers vendredis",
        "es": "último viernes de cada mes | el último viernes del mes | cada último viernes",
        "pt": "última sexta-feira do mês | toda última sexta | a última sexta-feira de cada mês",
    },
    "FREQ=MONTHLY;BYDAY=2TU": {
        "en": "second Tuesday of the month | 2nd Tuesday of every month | every 2nd Tuesday of the month",
        "fr": "deuxième mardi du mois | 2e mardi du mois | le second mardi de chaque mois | le 2ème mardi du mois",
        "es": "segundo martes del mes | 2.º martes de cada mes | cada segundo martes del mes",
        "pt": "toda segunda terça do mês | segunda terça-feira do mês | 2ª terça do mês",
    },
    "FREQ=MONTHLY;BYDAY=2TU,4TU": {
        "en": "2nd and 4th Tuesday of the month | second and fourth Tuesday of every month",
        "fr": "deuxième et quatrième mardi du mois | 2e et 4e mardis du mois | le 2e et le 4e mardi du mois",
        "es": "segundo y cuarto martes del mes | 2º y 4º martes de cada mes",
        "pt": "segunda e quarta terça do mês | 2ª e 4ª terça-feira de cada mês",
    },
    "FREQ=MONTHLY;BYDAY=4WE": {
        "en": "fourth Wednesday of the month",
        "fr": "quatrième mercredi du mois",
        "es": "cuarto miércoles del mes",
        "pt": "quarta quarta-feira do mês | toda quarta quarta do mês",
    },
    "FREQ=MONTHLY;BYDAY=1MO,3WE": {
        "en": "first Monday and third Wednesday of the month",
        "fr": "premier lundi et troisième mercredi du mois",
        "es": "primer lunes y tercer miércoles del mes",
        "pt": "primeira segunda e terceira quarta do mês",
    },
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO": {
        "en": "first Monday of every 2 months | every 2 months on the first Monday",
        "fr": "premier lundi tous les 2 mois | tous les deux mois le premier lundi",
        "es": "primer lunes cada 2 meses | cada dos meses el primer lunes",
        "pt": "primeira segunda-feira a cada 2 meses | a cada dois meses na primeira segunda-feira",
    },
    "FREQ=MONTHLY;BYMONTHDAY=15": {
        "en": "15th of the month | the 15th of every month | every month on the 15th | day 15 of the month",
        "fr": "le 15 du mois | le 15 de chaque mois | tous les mois le 15",
        "es": "día 15 del mes | el 15 de cada mes | el día 15 de cada mes",
        "pt": "dia 15 do mês | dia 15 de cada mês | todo dia 15 do mês",
    },
    "FREQ=MONTHLY;BYMONTHDAY=1,15": {
        "en": "1st and 15th of the month | the 1st and the 15th of every month",
        "fr": "le 1er et le 15 du mois | le 1er et 15 de chaque mois",
        "es": "día 1 y 15 del mes | el 1 y el 15 de cada mes | día 1 y día 15 de cada mes",
        "pt": "dia 1 e 15 do mês | dia 1 e dia 15 de cada mês",
    },
    "FREQ=MONTHLY;BYMONTHDAY=-1": {
        "en": "last day of the month | the last day of every month",
        "fr": "dernier jour du mois | le dernier jour de chaque mois",
        "es": "último día del mes | el último día de cada mes",
        "pt": "último dia do mês | o último dia de cada mês",
    },
    "FREQ=MONTHLY;BYMONTHDAY=1": {
        "en": "first day of the month | 1st of the month",
        "fr": "premier jour du mois | le 1er du mois",
        "es": "primer día del mes | día 1 del mes",
        "pt": "primeiro dia do mês | dia 1 do mês",
    },
}  # fmt: skip


def meaning(repeat: Repeat) -> str:
    return repeat.rule or f"{repeat.interval} {repeat.unit}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meant", FORMS)
def test_every_form(meant: str, language: str):
    for text in FORMS[meant][language].split(" | "):
        read = parse_repeat(text)
        assert isinstance(read, Repeat), (text, read)
        assert (text, meaning(read)) == (text, meant)
        assert read.names_days == ("FREQ" in meant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_files_is_read(language: str):
    words = words_of(language)
    for meant, texts in words.adverbs.items():
        for text in texts:
            read = parse_repeat(text)
            assert isinstance(read, Repeat)
            assert meaning(read) == (meant if " " in meant else f"1 {meant}")
    for text in words.workdays:
        read = parse_repeat(text)
        assert isinstance(read, Repeat), text
        assert read.rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    for texts in words.two_meanings.values():
        for text in texts:
            problem = parse_repeat(text)
            assert isinstance(problem, DateProblem)
            assert problem.rule == "ambiguous-date"
    for number, ones in enumerate(words.numbers, 2):
        for one in ones:
            read = parse_repeat(f"{words.every[0]} {one} {words.units['month'][-1]}")
            assert isinstance(read, Repeat)
            assert (read.interval, read.unit) == (number, "month")
    for number, ordinals in [*enumerate(words.ordinals, 1), (-1, words.last)]:
        for ordinal in ordinals:
            read = parse_repeat(f"{ordinal} sunday of the month")
            assert isinstance(read, Repeat), ordinal
            assert read.rule == f"FREQ=MONTHLY;BYDAY={number}SU"


TWO_MEANINGS: dict[str, tuple[str, str]] = {
    "every 2nd Tuesday": ("every 2 weeks on Tuesday", "second Tuesday of the month"),
    "every second Tuesday": ("every 2 weeks on Tuesday", "second Tuesday of the month"),
    "chaque deuxième mardi": ("every 2 weeks on Tuesday", "second Tuesday of the month"),
    "cada segundo martes": ("every 2 weeks on Tuesday", "second Tuesday of the month"),
    "toda segunda terça": ("every 2 weeks on Tuesday", "second Tuesday of the month"),
    "toda segunda segunda-feira": ("every 2 weeks on Monday", "second Monday of the month"),
    "every third Friday": ("every 3 weeks on Friday", "third Friday of the month"),
    "biweekly": ("every 2 weeks", "every Monday and Thursday"),
    "bi-weekly": ("every 2 weeks", "every Monday and Thursday"),
    "bimonthly": ("every 2 months", "1st and 15th of the month"),
    "bimensuel": ("every 2 months", "1st and 15th of the month"),
    "bimensual": ("every 2 months", "1st and 15th of the month"),
    "bimensal": ("every 2 months", "1st and 15th of the month"),
    "bi-annuel": ("every 6 months", "every 2 years"),
    "biannual": ("every 6 months", "every 2 years"),
    "bianual": ("every 6 months", "every 2 years"),
    "quincenal": ("every 2 weeks", "1st and 15th of the month"),
    "quinzenal": ("every 2 weeks", "1st and 15th of the month"),
    "twice a month": ("every 2 weeks", "1st and 15th of the month"),
    "tous les quinze jours": ("every 2 weeks", "every 15 days"),
    "chaque jour ouvrable": (
        "every weekday", "every Monday, Tuesday, Wednesday, Thursday, Friday and Saturday",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", TWO_MEANINGS)
def test_two_meanings_are_refused_with_both_entries(text: str):
    read = parse_repeat(text)
    assert isinstance(read, DateProblem), read
    assert read.rule == "ambiguous-date"
    one, other = TWO_MEANINGS[text]
    assert str(read.help) == f"write `{one}` or `{other}`"
    both = [parse_repeat(entry) for entry in (one, other)]
    assert all(isinstance(entry, Repeat) for entry in both)
    assert len({meaning(entry) for entry in both if isinstance(entry, Repeat)}) == 2


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("every first and third Monday", "write `first and third Monday of the month`"),
        ("2nd and 4th Tuesday", "write `second and fourth Tuesday of the month`"),
        ("the 31st of the month", "write `last day of the month`, or `FREQ=MONTHLY;BYMONTHDAY=31`"),
        ("le 30 de chaque mois", "write `last day of the month`, or `FREQ=MONTHLY;BYMONTHDAY=30`"),
        ("segunda e quarta do mês", "write for example"),
        ("lunes o martes", "write for example"),
        ("every 0 weeks", "write for example"),
        ("every first week", "write for example"),
        ("every 1st month", "write for example"),
        ("tous les mars", "write for example"),
        ("32nd of the month", "write for example"),
        ("every month on", "write for example"),
        ("every ² Mondays", "write for example"),
        ("every year on Monday", "write for example"),
        ("and and and", "write for example"),
        ("second " * 20 + "Monday of the month", "write for example"),
        ("quinta e " * 30 + "quinta", "write for example"),
        ("segunda e " * 11 + "terça do mês", "write for example"),
    ],
)
def test_refused(text: str, instead: str):
    read = parse_repeat(text)
    assert isinstance(read, DateProblem), read
    assert str(read.help).startswith(instead)


ORDINALS = st.sampled_from((1, 2, 3, 4, 5, -1))
WEEKDAYS = st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
RULES = st.one_of(
    st.builds(
        lambda interval, days: ("week", interval, f"BYDAY={','.join(days)}"),
        st.integers(1, 60),
        st.lists(WEEKDAYS, min_size=1, max_size=7, unique=True),
    ),
    st.builds(
        lambda interval, days: ("month", interval, f"BYDAY={','.join(f'{n}{day}' for n, day in days)}"),
        st.integers(1, 60),
        st.lists(st.tuples(ORDINALS, WEEKDAYS), min_size=1, max_size=4, unique=True),
    ),
    st.builds(
        lambda interval, days: ("month", interval, f"BYMONTHDAY={','.join(map(str, days))}"),
        st.integers(1, 60),
        st.lists(st.sampled_from((*range(1, 29), -1)), min_size=1, max_size=4, unique=True),
    ),
)
FREQUENCIES = {"week": "WEEKLY", "month": "MONTHLY"}


def sets(repeat: Repeat) -> dict[str, frozenset[str]]:
    """A rule without the order in which its days are written."""
    assert repeat.rule is not None
    parts = dict(part.split("=") for part in repeat.rule.split(";"))
    parts.setdefault("INTERVAL", "1")
    return {name: frozenset(value.split(",")) for name, value in parts.items()}


@given(rule=RULES, language=st.sampled_from(LANGUAGES))
def test_what_is_said_is_read_as_the_same_rule(rule: tuple[Unit, int, str], language: str):
    unit, interval, days = rule
    repeat = parse_repeat(f"FREQ={FREQUENCIES[unit]};INTERVAL={interval};{days}")
    assert isinstance(repeat, Repeat), repeat
    said = display_repeat(repeat, language)
    assert "=" not in said
    again = parse_repeat(said)
    assert isinstance(again, Repeat), (said, again)
    assert sets(again) == sets(repeat)
    assert not repeat.names_days
    assert again.names_days


@given(interval=st.integers(1, 999), unit=st.sampled_from(("day", "week", "month", "year")),
       language=st.sampled_from(LANGUAGES))  # fmt: skip
def test_steps_are_read_back(interval: int, unit: Unit, language: str):
    said = display_repeat(Repeat("", interval, unit), language)
    read = parse_repeat(said)
    assert isinstance(read, Repeat)
    assert (read.interval, read.unit, read.rule) == (interval, unit, None)


@pytest.mark.parametrize(
    ("rule", "first", "said"),
    [
        ("FREQ=MONTHLY", date(2027, 1, 28), "every month"),
        ("FREQ=MONTHLY", date(2027, 1, 29), "FREQ=MONTHLY"),
        ("FREQ=MONTHLY", None, "FREQ=MONTHLY"),
        ("FREQ=WEEKLY;INTERVAL=2", None, "every 2 weeks"),
        ("FREQ=DAILY;COUNT=3", None, "every day"),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=5", None, "first Tuesday of the month"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231", None, "every Tuesday"),
        ("FREQ=MONTHLY;BYDAY=MO", None, "FREQ=MONTHLY;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=-2MO", None, "FREQ=MONTHLY;BYDAY=-2MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", None, "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("FREQ=DAILY;BYDAY=MO", None, "FREQ=DAILY;BYDAY=MO"),
        ("FREQ=YEARLY;BYMONTH=3", None, "FREQ=YEARLY;BYMONTH=3"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTH=3", None, "FREQ=MONTHLY;BYDAY=1MO;BYMONTH=3"),
    ],
)
def test_what_no_words_say_is_shown_as_written(rule: str, first: date | None, said: str):
    repeat = parse_repeat(rule)
    assert isinstance(repeat, Repeat)
    assert display_repeat(repeat, "en", first) == said


def test_each_language_has_all_names():
    for language in LANGUAGES:
        say = phrases_of(language).frequency
        assert (len(say.weekdays), len(say.ordinals)) == (7, 6)
        assert len(say.feminine_ordinals) in (0, 6)
        assert set(say.steps) == {"day", "week", "month", "year"}


@pytest.mark.parametrize(
    ("text", "first", "nearest"),
    [
        ("first Monday of the month", "2027-01-05", "2027-01-04, 2027-02-01"),
        ("last Friday of the month", "2027-02-01", "2027-01-29, 2027-02-26"),
        ("every weekday", "2027-01-02", "2027-01-01, 2027-01-04"),
        ("every 2 weeks on Monday", "2027-01-06", "2027-01-04, 2027-01-11"),
        ("fifth Monday of the month", "2027-01-01", "2026-11-30, 2027-03-29"),
        ("last day of the month", "2027-02-27", "2027-01-31, 2027-02-28"),
        ("every Monday", "9999-12-31", "9999-12-27"),
        ("every Monday", "1000-01-01", "0999-12-30, 1000-01-06"),
    ],
)
def test_a_first_day_that_the_words_do_not_have(text: str, first: str, nearest: str):
    repeat = parse_repeat(text)
    assert isinstance(repeat, Repeat)
    wrong = not_a_first_day(repeat, date.fromisoformat(first))
    assert wrong is not None
    assert (wrong.rule, wrong.help.values["days"]) == ("impossible-date", nearest)
    rule = parse_repeat(repeat.rule or "")
    assert isinstance(rule, Repeat)
    assert not_a_first_day(rule, date.fromisoformat(first)) is None


@given(rule=RULES, day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_nearest_days_are_days_of_the_rule(rule: tuple[Unit, int, str], day: date):
    unit, interval, days = rule
    rrule = parse_repeat(f"FREQ={FREQUENCIES[unit]};INTERVAL={interval};{days}")
    assert isinstance(rrule, Repeat)
    repeat = parse_repeat(display_repeat(rrule, "en"))
    assert isinstance(repeat, Repeat)
    wrong = not_a_first_day(repeat, day)
    if wrong is None:
        assert next(repeat.occurrences(day, day + timedelta(days=1)), None) == day
        return
    for near in str(wrong.help.values["days"]).split(", "):
        assert not_a_first_day(repeat, date.fromisoformat(near)) is None


ENTRY = "{field}: {{date: …, repeat: {often}}}"


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("monthly", "every month"),
        ("tous les mois", "every month"),
        ("cada 2 semanas", "every 2 weeks"),
        ("toda segunda", "every Monday"),
        ("quarterly", "every 3 months"),
        ("last Friday of every month", "last Friday of the month"),
        ("every weekday", "every weekday"),
    ],
)
def test_how_often_is_no_date(text: str, often: str):
    for purpose, field in ((Purpose.DEADLINE, "deadline"), (Purpose.DATE, "when")):
        read = parse(text, purpose=purpose)
        assert isinstance(read, DateProblem)
        assert str(read.message) == f"`{text}` says how often, not when"
        entry = ENTRY.format(field=field, often=often)
        assert str(read.help) == (
            f"write `{entry}` with the first day in place of `…`, or `deadline: ongoing` with `check-in: {often}`"
        )


def test_both_readings_of_a_word_that_is_no_date():
    read = parse("biweekly", purpose=Purpose.DEADLINE)
    assert isinstance(read, DateProblem)
    one, other = (ENTRY.format(field="deadline", often=often) for often in TWO_MEANINGS["biweekly"])
    assert str(read.help) == f"write `{one}` or `{other}`, with the first day in place of `…`"


@pytest.mark.parametrize("text", ["Monday", "lundi", "le lundi", "31st of the month"])
def test_an_unfinished_day_is_not_told_as_a_recurrence(text: str):
    read = parse(text, purpose=Purpose.DEADLINE)
    assert isinstance(read, DateProblem)
    assert "how often" not in str(read.message)


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str):
    assert isinstance(parse_repeat(text), Repeat | DateProblem)
    assert isinstance(read_frequency(text, text), Frequency | DateProblem | None)


TOKENS = st.sampled_from(
    ["every", "each", "tous les", "cada", "toda", "on", "the", "le", "first", "2nd", "segunda", "quarta", "terça",
     "monday", "of", "month", "mes", "do", "week", "3", "15th", ",", "and", "e", "last", "dia", "day"]
)  # fmt: skip


@given(words=st.lists(TOKENS, max_size=9))
def test_any_row_of_words_is_read_or_refused(words: list[str]):
    text = " ".join(words)
    read = parse_repeat(text)
    if isinstance(read, Repeat):
        again = parse_repeat(display_repeat(read, "pt"))
        assert isinstance(again, Repeat)
        assert meaning(again) == meaning(read)
