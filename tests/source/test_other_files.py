"""Files of other programs that are given for a plan: what they are is said, not what YAML makes of them."""

from __future__ import annotations

import pytest

from ssetrack.source import read
from ssetrack.source.read import read_text

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Network\r\nDTSTART;VALUE=DATE:20270101\r\n"
MAIL = (
    b"Received: by x\r\n for y\r\nFrom: Ana <ana@x.org>\r\nTo: c@x.org\r\nSubject: Re: plan: a\r\n"
    b"MIME-Version: 1.0\r\n\r\n1.2: done\r\n"
)
FILES = [
    (CALENDAR, "c.ics", "this is a calendar, not"),
    (b"\xef\xbb\xbf" + CALENDAR, "plan.yaml", "this is a calendar, not"),
    (b"PK\x03\x04\x14\0\x06\0\x08\0\xe9\x86" + bytes(9) + b"xl/workbook.xml", "p.xlsx", "this is a Word"),
    (b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0" + b"\0" * 16 + b"word/document.xml<w/>", "p.docx", "this is a Word"),
    (b"<!DOCTYPE html>\n<html><body>a: b</body></html>", "p.html", "this is a web page"),
    (b'<?xml version="1.0"?>\n<Project xmlns="x"><Tasks/></Project>', "p.xml", "this is the plan of"),
    (b'<?xml version="1.0"?>\n<!-- g -->\n<project name="a">\n  <tasks/>', "p.gan", "this is the plan of"),
    (b'<?xml version="1.0"?><opml version="2.0"/>', "p.opml", "this is a file of another program"),
    (b"%PDF-1.4\n%x: y", "p.pdf", "this is a file of another program"),
    (b"{\\rtf1 1.2: done\\par}", "p.rtf", "this is a file of another program"),
    (MAIL, "answer.eml", "this is a mail, not"),
    (b"From ana@x.org Mon Jan  4 10:00:00 2027\n" + MAIL, "mbox", "this is a mail, not"),
    (b"Activity,Who\nCouncil,Ana\n", "P.CSV", "this is a table, not"),
    (b"# Plan\n\n| a | b |\n|---|---|\n", "p.md", "this is a Markdown text"),
    (b"* TODO Council\n", "p.org", "this is the plan of"),
]  # fmt: skip


@pytest.mark.parametrize(("octets", "path", "what"), FILES)
def test_it_is_told_what_the_file_is_and_nothing_else(octets: bytes, path: str, what: str):
    (problem,) = read(octets, path).problems
    assert (problem.rule, str(problem.message)[: len(what)]) == ("wrong-type", what)
    if octets.isascii():
        assert read_text(octets.decode(), path).problems == (problem,)


PLANS = [
    (b"ssetrack: 1\ntitle: 'From: MIME-Version: 1.0'\n", "p.csv"),
    (b"ssetrack: 1\ntitle: a: b\n", "p.md"),
    (b'{"ssetrack": 1, "title": "BEGIN:VCALENDAR"}', "p.org"),
    (b"From: ana\nTo: ben\nSubject: c\n", "p.yaml"),
    (b"title: <html>\nactivities: []\n", "p.yaml"),
    (b"apiVersion: v1\n---\nkind: x\n", "p.yaml"),
    (b"- a\n", "p.yaml"),
    (b"", "p.yaml"),
]


@pytest.mark.parametrize(("octets", "path"), PLANS)
def test_a_plan_and_other_yaml_are_read_as_they_are(octets: bytes, path: str):
    assert all(problem.rule != "wrong-type" for problem in read(octets, path).problems)
