"""Every row of docs/dates.md is so."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from ssetrack.dates import DateProblem, Period, parse

PAGE = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
READ = re.findall(r"^\| `(.+)` \| (\S+) \| (\S+) \| `(.+)` \|$", PAGE, re.MULTILINE)
REFUSED = re.findall(r"^\| `(.+)` \| ([a-z]+(?:-[a-z]+)+) \| (.+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("text", "first", "last", "canonical"), READ)
def test_read(text, first, last, canonical):
    read = parse(text)
    assert isinstance(read, Period)
    said = [str(day or "none") for day in (read.earliest, read.latest)]
    assert [*said, read.canonical] == [first, last, canonical]


@pytest.mark.parametrize(("text", "rule", "instead"), REFUSED)
def test_refused(text, rule, instead):
    read = parse(text)
    assert isinstance(read, DateProblem)
    assert read.rule == rule
    assert instead in str(read.help)


def test_every_row_was_found():
    assert len(READ) + len(REFUSED) == PAGE.count("\n| `")


def test_the_ten_common_dates_are_read():
    table = PAGE.partition("## Ten dates")[2].partition("\n\nYou can")[0]
    texts = [text for text in re.findall(r"`([^`]+)`", table) if "{" not in text]
    assert len(texts) >= 11
    assert [text for text in texts if isinstance(parse(text), DateProblem)] == []
