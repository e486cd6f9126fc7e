"""Findings keep offsets, and every output says lines and columns: both mean the same characters.

For every bad example in tests/rules, as it is and with other line ends, a byte order mark, characters beyond
the first plane, and tabs.
"""

import json
import re
from collections.abc import Iterator

import pytest

from conftest import ALL_EXAMPLES
from snapshots import snapshot_of
from ssetrack.diagnostic import At, Finding, Lines, Range
from ssetrack.formats.ci.sarif import sarif
from ssetrack.formats.findings_data import findings_json
from ssetrack.language.speaker import ENGLISH
from ssetrack.source import read
from ssetrack.wording.findings import headline_text
from test_rules import FOLDER, lint

BAD = sorted(path.name for path in FOLDER.glob("*.bad.yaml"))

LAYOUTS = {
    "as it is": lambda data: data,
    "with CRLF": lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "with CR": lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "with a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "with emoji": lambda data: data.replace(b"title: ", "title: \U0001f600\u00e9 ".encode()),
    "with tabs": lambda data: data.replace(b": ", b":\t").replace(b" #", b"\t#"),
}


def offset_of(text: str, line: int, column: int) -> int:
    """The way back, worked out by counting: where a line and a column, both from 1, are in a text."""
    rows = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text)
    return sum(len(row) for row in rows[: line - 1]) + column - 1


def said_in_json(finding: Finding) -> Iterator[tuple[tuple[int, ...], Range]]:
    """Lines and columns as the JSON has them, beside the offsets of the finding and its edits."""
    (said,) = json.loads(findings_json([finding], 1))["findings"]
    edits = finding.fix.edits if finding.fix is not None else ()
    places = [finding.location.range, *(edit.range for edit in edits)]
    entries = [said, *(said["fix"]["edits"] if said["fix"] is not None else ())]
    for entry, place in zip(entries, places, strict=True):
        yield tuple(entry[name] for name in ("line", "column", "end_line", "end_column")), place


LAID_OUT = [
    (name, layout)
    for number, name in enumerate(BAD)
    for other, layout in enumerate(LAYOUTS)
    if ALL_EXAMPLES or (number + other) % 2 == 0
]
"""Each example in three of its layouts, where not all are tried, and each layout with every other example."""


@pytest.mark.parametrize(("name", "layout"), LAID_OUT)
def test_lines_and_columns_lead_back_to_the_offsets(name: str, layout: str):
    data = LAYOUTS[layout]((FOLDER / name).read_bytes())
    text = read(data, name).text
    findings = lint({name: data})
    (run,) = json.loads(sarif(findings, [name]))["runs"]
    for one, result in zip(findings, run["results"], strict=True):
        for (line, column, end_line, end_column), place in said_in_json(one):
            start, end = offset_of(text, line, column), offset_of(text, end_line, end_column)
            assert (start, end) == place
        line, column = one.region[:2]
        assert headline_text(one, ENGLISH).startswith(f"{name}:{line}:{column}: ")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert tuple(region.values()) == one.region
        for other in one.related:
            assert offset_of(text, *other.location.region[:2]) == other.location.range.start


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("a", 1, (1, 2)),
        ("a\n", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 2, (1, 3)),  # between a carriage return and its line feed
        ("a\r\nb", 3, (2, 1)),
        ("a\rb\nc", 4, (3, 1)),
        ("\n\n", 1, (2, 1)),
        ("a\u2028b\x0bc\x0c\x85d", 7, (1, 8)),  # what Python calls line breaks, and editors do not
        ("\U0001f600\t\u00e9\u0301x", 4, (1, 5)),  # code points, and a tab is one
    ],
)
def test_a_position_counts_code_points(text: str, offset: int, position: tuple[int, int]):
    assert Lines(text).position(offset) == position
    assert offset_of(text, *position) == offset


def test_lines_of_one_text_are_equal_and_show_no_text():
    assert Lines("a plan") == Lines("a plan")
    assert repr(Lines("a plan")) == "Lines()"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", BAD)
def test_the_first_line_of_an_item_is_where_the_item_stands(name: str, layout: str):
    """The short way to a line, which JSON takes for every item, leads where the long one does."""
    plans = snapshot_of(LAYOUTS[layout]((FOLDER / name).read_bytes()))
    for file in plans.portfolio.files:
        for item in file.items:
            place = file.source.locate(At(item.route, "item"))
            assert file.source.first_line(item.route) == file.source.position(place.start)[0]
