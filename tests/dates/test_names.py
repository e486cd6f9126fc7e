"""The table of month and weekday names: complete, and read."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from conftest import ROOT
from ssetrack.dates import parse
from ssetrack.dates.folding import fold as folded
from ssetrack.dates.names import MONTH_NAMES, MONTHS, WEEKDAYS
from ssetrack.language.speaker import LANGUAGES

TABLES = ("MONTHS", "WEEKDAYS", "MONTH_NAMES")
SOURCE = (ROOT / "src" / "ssetrack" / "dates" / "names.py").read_text(encoding="utf-8")


def test_the_table_is_complete():
    """Every name that we show is one that we read, for the same month."""
    assert MONTH_NAMES.keys() == set(LANGUAGES)
    for names in MONTH_NAMES.values():
        assert [MONTHS[folded(name)] for name in names] == list(range(1, 13))
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(7))


def test_names_are_folded():
    """Texts are folded before they are looked up: any other name would never be found."""
    assert [name for name in (*MONTHS, *WEEKDAYS) if folded(name) != name] == []


def test_the_script_writes_a_table(tmp_path: Path):
    """One like ours, that is; which names are in it is for its Babel to say, and for us to review."""
    made = runpy.run_path(str(ROOT / "scripts" / "generate_names.py"))["generated"]()
    (tmp_path / "names.py").write_text(made, encoding="utf-8")
    new = runpy.run_path(str(tmp_path / "names.py"))
    assert {name: type(new[name]) for name in TABLES} == dict.fromkeys(TABLES, dict)
    assert new["MONTHS"]["january"] == MONTHS["january"] == 1
    assert new["WEEKDAYS"]["monday"] == WEEKDAYS["monday"] == 0
    assert new["MONTH_NAMES"].keys() == MONTH_NAMES.keys()
    assert made.splitlines()[0] == SOURCE.splitlines()[0]
    assert not re.search(r"(CLDR|Babel) v?\d", SOURCE)


@pytest.mark.parametrize(
    "name", ["sept", "set", "setiembre", "juill", "out", "ago", "dez", "dic", "ene", "avr", "aout"]
)
def test_names_that_other_readers_lack(name):
    assert name in MONTHS


def test_every_month_name_is_read():
    for name, month in MONTHS.items():
        assert parse(f"{name} 2004").canonical == f"2004-{month:02}"


def test_every_weekday_name_is_read():
    for name, weekday in WEEKDAYS.items():
        assert parse(f"{name} {5 + weekday} April 2004").canonical == f"2004-04-{5 + weekday:02}"
