"""The table of month and weekday names is what CLDR says."""

from __future__ import annotations

import runpy

import pytest

from conftest import ROOT
from ssetrack.dates import parse
from ssetrack.dates.names import MONTHS, WEEKDAYS


def test_names_are_generated():
    pytest.importorskip("babel")
    script = runpy.run_path(str(ROOT / "scripts" / "generate_names.py"))
    written = (ROOT / "src" / "ssetrack" / "dates" / "names.py").read_text(encoding="utf-8")
    assert script["generated"]() == written


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
