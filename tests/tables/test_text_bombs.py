"""Files that would take time or memory beyond their size: refused, or read in a second and 100 MiB.

Each is opened in a process of its own. What is asserted leaves room for a machine that has other work.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.opening import document

pytestmark = pytest.mark.slow

SECONDS = 5
MEGABYTES = 150
KIB = 1 << 10
MIB = 1 << 20

MAIL = b"From: a\nDate: b\nMIME-Version: 1.0\nSubject: x\n"
ENTITIES = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + b"&a;" * 10_000 + b'">]>'

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "larger than is read": ("a.csv", lambda: b"a;b\n" * (9 * MIB // 4)),
    "rows": ("a.csv", lambda: b"a,b\n" * (2 * MIB)),
    "nothing between commas": ("a.csv", lambda: b"a" + b"," * (8 * MIB - 1)),
    "columns": ("a.csv", lambda: b",".join([b"a"] * 1_000_000)),
    "quotes that are never closed": ("a.csv", lambda: b'"a\n' * (2 * MIB)),
    "elements inside each other": ("a.html", lambda: b"<div>" * 10_000),
    "tables inside each other": ("a.html", lambda: b"<table><tr><td>" * 10_000),
    "a row of a million cells": ("a.html", lambda: b"<table><tr>" + b"<td>" * 1_000_000),
    "cells that cover a table": ("a.html",
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x" * 300),
    "cells that go down": ("a.html", lambda: b"<table>" + b"<tr><td rowspan=65534>x" * 30_000),
    "signs that begin no tag": ("a.html", lambda: b"<p>" + b"<" * (31 * MIB)),
    "entities": ("a.html", lambda: b"<p>" + b"&lt;" * (7 * MIB)),
    "paragraphs": ("a.html", lambda: b"<p>x" * (7 * MIB)),
    "quotations inside each other": ("a.md", lambda: b">" * 10_000 + b"x"),
    "lists inside each other": ("a.md", lambda: b"- " * 10_000 + b"x"),
    "columns of Markdown": ("a.md", lambda: b"|" + b"a|" * 200_000 + b"\n|" + b"-|" * 200_000),
    "lines of Markdown": ("a.md", lambda: b"x\n\n" * 300_000),
    "pages in Markdown": ("a.md", lambda: b"<p>x</p>\n\n" * 24_000),
    "parts inside each other": (
        "a.eml",
        lambda: MAIL
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(9999)),
    ),
    "mails inside each other": ("a.eml", lambda: MAIL + b"Content-Type: message/rfc822\n\n" * 10_000),
    "parts": ("a.eml",
        lambda: MAIL + b'Content-Type: multipart/mixed; boundary="A"\n\n' + b"--A\n\nx\n" * 99_999),
    "entities of XML": ("a.gan", lambda: ENTITIES + b"<project view-date=''><tasks>&b;</tasks></project>"),
    "a file from elsewhere": ("a.gan",
        lambda: b'<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><project/>'),
    "XML inside XML": ("a.gan", lambda: b"<project view-date=''>" + b"<task>" * 10_000),
    "elements of XML": ("a.gan", lambda: b"<project view-date=''>" + b"<task/>" * 2_000_000),
    "JSON inside JSON": ("a.json", lambda: b"[" * 1_000_000),
    "objects": ("a.json", lambda: b"[" + b"{}," * 2_000_000 + b"{}]"),
    "lines of a calendar": ("a.ics", lambda: b"BEGIN:VCALENDAR\n" + b"a:b\n" * 1_500_000),
    "events": ("a.ics", lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 100_000),
    "headlines": ("a.org", lambda: b"* x\n" * (2 * MIB)),
    "blocks inside each other": ("a.tjp", lambda: b'task a "x" {' * 10_000),
    "tasks": ("a.mmd", lambda: b"gantt\n" + b"a:b\n" * 200_000),
}  # fmt: skip

READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one long cell": ("a.csv", lambda: b'"' + b"x" * 99_998 + b'"'),
    "comments that do not end": ("a.html", lambda: b"<p>x" + b"<!--" * MIB),
    "properties": ("a.html", lambda: b'<p style="' + b";:" * MIB + b'">x'),
    "ends of nothing": ("a.html", lambda: b"<p>x" + b"</div>" * MIB),
    "a document type": ("a.html", lambda: ENTITIES + b"<p>x&b;"),
    "brackets": ("a.md", lambda: (b"[" * 400 + b"\n\n") * 240),
    "emphasis": ("a.md", lambda: (b"*a **b " * 28 + b"\n\n") * 1100),
    "one line of signs": ("a.md", lambda: b"[`*<" * 20 * KIB),
    "a header of many parts": ("a.eml",
        lambda: MAIL + b"Content-Type: text/html; " + b"a=b; " * 50_000 + b"\n\nx"),
    "comments in a header": ("a.eml", lambda: MAIL + b"Content-Type: " + b"(" * 50_000 + b"\n\nx"),
    "lines of a header": ("a.ics", lambda: b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"\n x" * 40_000
        + b"\nEND:VEVENT\nEND:VCALENDAR\n"),
    "tags of a headline": ("a.org", lambda: b"* x " + b":a" * 40_000),
    "a text that does not end": ("a.tjp", lambda: b'"' + b"\\" * (KIB * 1000)),
}  # fmt: skip


def opened(name: str, make: Callable[[], bytes]) -> tuple[str, float, float]:
    """How a process that opens a file ends, its seconds of CPU, and the MiB that it took beyond the file."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:  # pragma: no cover  (what a child does is not counted)
        octets = make()
        before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        try:
            document(octets, name)
            end = "read"
        except SsetrackError:
            end = "refused"
        except BaseException as error:
            end = repr(error)
        taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / KIB
        os.write(writer, f"{time.process_time() - begun} {taken} {end}"[:4000].encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        seconds, megabytes, end = answer.read().split(" ", 2)
    os.waitpid(process, 0)
    return end, float(seconds), float(megabytes)


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str):
    end, seconds, megabytes = opened(*REFUSED[what])
    assert end == "refused"
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("what", READ)
def test_read(what: str):
    end, seconds, megabytes = opened(*READ[what])
    assert end == "read"
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
