"""Plans that break, each with all that is said of it: place, rule, sentence, instruction.

Written by hand first, then compared with what the parsers find; both parsers must say the same.
"""

from __future__ import annotations

import parsers
import pytest

from ssetrack.source import read

pure = parsers.pure

BROKEN = [
    (
        'title: "open\nb: c\n',
        [
            (
                "1:8",
                '"',
                "yaml-syntax",
                "the end of this quotation is missing",
                'write another `"` at the end of the text',
            )
        ],
    ),
    (
        'title: "open\nowner: "marcos"\n',
        [
            (
                "1:8",
                '"',
                "yaml-syntax",
                "the end of this quotation is missing",
                'write another `"` at the end of the text',
            )
        ],
    ),
    (
        "title: 'open\nb: c",
        [
            (
                "1:8",
                "'",
                "yaml-syntax",
                "the end of this quotation is missing",
                "write another `'` at the end of the text",
            )
        ],
    ),
    (
        "owner:marcos\na: b\n",
        [
            (
                "1:1",
                "owner:marcos",
                "yaml-syntax",
                "a space is missing after the colon",
                "write `owner: marcos`",
            )
        ],
    ),
    (
        "a: b\nowner:marcos\n",
        [
            (
                "2:1",
                "owner:marcos",
                "yaml-syntax",
                "a space is missing after the colon",
                "write `owner: marcos`",
            )
        ],
    ),
    (
        "a: b\nowner:marcos\nc: d\n",
        [
            (
                "2:1",
                "owner:marcos",
                "yaml-syntax",
                "a space is missing after the colon",
                "write `owner: marcos`",
            )
        ],
    ),
    (
        "title: a: b\n",
        [
            (
                "1:9",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes",
                'put quotes around the text: `"a: b"`',
            )
        ],
    ),
    (
        "  - title: a: b\n",
        [
            (
                "1:13",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes",
                'put quotes around the text: `"a: b"`',
            )
        ],
    ),
    (
        "when: ?\n",
        [
            (
                "1:7",
                "?",
                "yaml-syntax",
                "without quotes, `?` means something else in YAML",
                'write `tbd` if nobody knows it yet, or put quotes around it: `"?"`',
            )
        ],
    ),
    (
        "when: [?, 2004]\n",
        [
            (
                "1:8",
                "?",
                "yaml-syntax",
                "without quotes, `?` means something else in YAML",
                'write `tbd` if nobody knows it yet, or put quotes around it: `"?"`',
            )
        ],
    ),
    (
        "when: {date: ?}\n",
        [
            (
                "1:14",
                "?",
                "yaml-syntax",
                "without quotes, `?` means something else in YAML",
                'write `tbd` if nobody knows it yet, or put quotes around it: `"?"`',
            )
        ],
    ),
    (
        "x: %20\n",
        [
            (
                "1:4",
                "%",
                "yaml-syntax",
                "a text without quotes cannot begin with `%`",
                'put quotes around it: `"%20"`',
            )
        ],
    ),
    (
        "x: @home\n",
        [
            (
                "1:4",
                "@",
                "yaml-syntax",
                "a text without quotes cannot begin with `@`",
                'put quotes around it: `"@home"`',
            )
        ],
    ),
    (
        "x: `a`\n",
        [
            (
                "1:4",
                "`",
                "yaml-syntax",
                "a text without quotes cannot begin with ```",
                'put quotes around it: `"`a`"`',
            )
        ],
    ),
    (
        "x: *bold*\n",
        [
            (
                "1:4",
                "*bold*",
                "yaml-syntax",
                "`*bold*` repeats what is marked with `&bold*`, but nothing is marked so",
                "put quotes around the value if it is a text that begins with `*`",
            )
        ],
    ),
    (
        "x: &a & b\n",
        [
            (
                "1:7",
                "&",
                "yaml-syntax",
                "a text without quotes cannot begin with `&`",
                'put quotes around it: `"& b"`',
            )
        ],
    ),
    (
        "x: & b\n",
        [
            (
                "1:4",
                "&",
                "yaml-syntax",
                "a text without quotes cannot begin with `&`",
                'put quotes around it: `"& b"`',
            )
        ],
    ),
    (
        "x: * b\n",
        [
            (
                "1:4",
                "*",
                "yaml-syntax",
                "a text without quotes cannot begin with `*`",
                'put quotes around it: `"* b"`',
            )
        ],
    ),
    ("x: {a: b\ny: c\n", [("1:4", "{", "yaml-syntax", "this `{` is never closed", "put a `}` at the end")]),
    ("x: [a, b\ny: c\n", [("1:4", "[", "yaml-syntax", "this `[` is never closed", "put a `]` at the end")]),
    (
        "x: [a]]\n",
        [
            (
                "1:7",
                "]",
                "yaml-syntax",
                "this `]` does not close anything",
                "remove it, or put quotes around the text",
            )
        ],
    ),
    (
        "a:\n  b: 1\n c: 2\n",
        [
            (
                "3:2",
                "c: 2",
                "yaml-syntax",
                "this line is indented by 1 space, which matches no line above",
                "use 2 spaces or no spaces",
            )
        ],
    ),
    (
        "a: 1\n  b: 2\n",
        [
            (
                "2:3",
                "b: 2",
                "yaml-syntax",
                "this line is indented like a part of `a`, which already has a value",
                "use no spaces, like the line above",
            )
        ],
    ),
    (
        "- a\nb: c\n",
        [
            (
                "2:1",
                "b: c",
                "yaml-syntax",
                "this line is between list items, but it is not a list item",
                "begin it with `- `, or indent it like the text of the item above",
            )
        ],
    ),
    (
        "a: b\n- c\n",
        [
            (
                "2:1",
                "-",
                "yaml-syntax",
                "this list item is between fields",
                "indent it more, under the field that it belongs to",
            )
        ],
    ),
    (
        "a:\n  - b\n c\n",
        [
            (
                "3:2",
                "c",
                "yaml-syntax",
                "this line is indented by 1 space, which matches no line above",
                "use 2 spaces or no spaces",
            )
        ],
    ),
    (
        "a:\n\tb: c\n",
        [
            (
                "2:1",
                "\t",
                "tab-indentation",
                "this line is indented with a tab, but YAML needs spaces",
                "write spaces instead of the tab",
            )
        ],
    ),
    (
        "a: b\n\tc: d\n",
        [
            (
                "2:1",
                "\t",
                "tab-indentation",
                "this line is indented with a tab, but YAML needs spaces",
                "write spaces instead of the tab",
            )
        ],
    ),
    (
        "a:\n  - b\n\t- c\n",
        [
            (
                "3:1",
                "\t",
                "tab-indentation",
                "this line is indented with a tab, but YAML needs spaces",
                "write spaces instead of the tab",
            )
        ],
    ),
    (
        "a: {b: c} d\n",
        [
            (
                "1:11",
                "d",
                "yaml-syntax",
                "the value before this is already complete",
                'put quotes around the whole text: `"{b: c} d"`',
            )
        ],
    ),
    (
        'a: "b" c\n',
        [
            (
                "1:8",
                "c",
                "yaml-syntax",
                "the text goes on after its last quotation mark",
                "put the quotes around the whole text: `'\"b\" c'`",
            )
        ],
    ),
    (
        "a: 'it's'\n",
        [
            (
                "1:7",
                "'",
                "yaml-syntax",
                "this `'` ends the text, but more follows",
                "write `''` for a `'` within the text, or put it in double quotes",
            )
        ],
    ),
    (
        'a: "C:\\path"\n',
        [
            (
                "1:7",
                "\\p",
                "yaml-syntax",
                "`\\p` means nothing within double quotes",
                "write two backslashes, or put the text in single quotes",
            )
        ],
    ),
    (
        "a: [b, c: d: e]\n",
        [
            (
                "1:12",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes, or a comma is missing before it",
                "put quotes around the text, or put a comma between the fields",
            )
        ],
    ),
    (
        "a: |x\n  b\n",
        [
            (
                "1:4",
                "|",
                "yaml-syntax",
                "after `|`, the text begins in the next line",
                "move the text to the next line, or put quotes around it if it begins with `|`",
            )
        ],
    ),
    (
        "a: > text\n  b\n",
        [
            (
                "1:4",
                ">",
                "yaml-syntax",
                "after `>`, the text begins in the next line",
                "move the text to the next line, or put quotes around it if it begins with `>`",
            )
        ],
    ),
    (
        "a: , b\n",
        [
            (
                "1:4",
                ",",
                "yaml-syntax",
                "a text without quotes cannot begin with `,`",
                'put quotes around it: `", b"`',
            )
        ],
    ),
    (
        "a: - b\n",
        [
            (
                "1:4",
                "-",
                "yaml-syntax",
                "a list cannot begin in the same line as the name of its field",
                "put `-` and what follows in the next line, or put quotes around the text",
            )
        ],
    ),
    ("a: [b\n", [("1:4", "[", "yaml-syntax", "this `[` is never closed", "put a `]` at the end")]),
    ("a\nb: c\n", [("1:1", "a", "yaml-syntax", "this line has no colon", "write `a: …`")]),
    ("a: b\nc\n", [("2:1", "c", "yaml-syntax", "this line has no colon", "write `c: …`")]),
    ("a: b\nc\nd: e\n", [("2:1", "c", "yaml-syntax", "this line has no colon", "write `c: …`")]),
    (
        "title: Meeting: part\n  b: c\n",
        [
            (
                "1:15",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes",
                'put quotes around the text: `"Meeting: part"`',
            )
        ],
    ),
    ("{a: b\n", [("1:1", "{", "yaml-syntax", "this `{` is never closed", "put a `}` at the end")]),
    (
        "a: }\n",
        [
            (
                "1:4",
                "}",
                "yaml-syntax",
                "a text without quotes cannot begin with `}`",
                'put quotes around it: `"}"`',
            )
        ],
    ),
    (
        "a:\n  - b: c\n    - d\n",
        [
            (
                "3:5",
                "-",
                "yaml-syntax",
                "this list item is between fields",
                "indent it more, under the field that it belongs to",
            )
        ],
    ),
    (
        "a:\n  - b\n - c\n",
        [
            (
                "3:2",
                "-",
                "yaml-syntax",
                "this line is indented by 1 space, which matches no line above",
                "use 2 spaces or no spaces",
            )
        ],
    ),
    (
        "a: b: \n",
        [
            (
                "1:5",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes",
                'put quotes around the text: `"b:"`',
            )
        ],
    ),
    (
        "%YAML 2.0\n---\na: b\n",
        [
            (
                "1:1",
                "%",
                "yaml-syntax",
                "a text without quotes cannot begin with `%`",
                'put quotes around it: `"%YAML 2.0"`',
            )
        ],
    ),
    (
        "%20 off\na: b\n",
        [
            (
                "1:1",
                "%",
                "yaml-syntax",
                "a text without quotes cannot begin with `%`",
                'put quotes around it: `"%20 off"`',
            )
        ],
    ),
    (
        "key: [a, b]: c\n",
        [
            (
                "1:12",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes",
                'put quotes around the text: `"[a, b]: c"`',
            )
        ],
    ),
    (
        'a: {"b" "c"}\n',
        [
            (
                "1:9",
                '"',
                "yaml-syntax",
                "a comma is missing here",
                "put commas between the parts inside `{ }`, or put quotes around the text",
            )
        ],
    ),
    (
        "a : b\n c : d\n",
        [
            (
                "2:2",
                "c : d",
                "yaml-syntax",
                "this line is indented like a part of `a`, which already has a value",
                "use no spaces, like the line above",
            )
        ],
    ),
    (
        '"a" b: c\n',
        [
            (
                "1:5",
                "b",
                "yaml-syntax",
                "the text goes on after its last quotation mark",
                "put the quotes around the whole text: `'\"a\" b: c'`",
            )
        ],
    ),
    (
        "a: |\n   x\n  y\n",
        [
            (
                "3:3",
                "y",
                "yaml-syntax",
                "this line is indented by 2 spaces, which matches no line above",
                "use 3 spaces or no spaces",
            )
        ],
    ),
    (
        "x: {title: {{ t }} }\n",
        [
            (
                "1:13",
                "{",
                "yaml-syntax",
                "`{` begins a list or a group of fields, but the name of a field is needed here",
                "if this is one text, put quotes around all of it",
            )
        ],
    ),
    (
        "a: {{x}}\n",
        [
            (
                "1:5",
                "{",
                "yaml-syntax",
                "`{` begins a list or a group of fields, but the name of a field is needed here",
                "if this is one text, put quotes around all of it",
            )
        ],
    ),
    (
        "? [a]\n: b\n",
        [
            (
                "1:3",
                "[",
                "yaml-syntax",
                "`[` begins a list or a group of fields, but the name of a field is needed here",
                "if this is one text, put quotes around all of it",
            )
        ],
    ),
    (
        "- [a, , b]\n",
        [
            (
                "1:7",
                ",",
                "yaml-syntax",
                "there is nothing before this comma",
                "remove the comma, or write what is missing",
            )
        ],
    ),
    (
        "a: b\n} c\n",
        [
            (
                "2:1",
                "}",
                "yaml-syntax",
                "this `}` does not close anything",
                "remove it, or put quotes around the text",
            )
        ],
    ),
    (
        "{a: b} c\n",
        [
            (
                "1:8",
                "c",
                "yaml-syntax",
                "this line is not part of the plan: it begins further left or right than the first line",
                "begin all fields of the plan at the beginning of the line",
            )
        ],
    ),
    (
        "  a: b\nc: d\n",
        [
            (
                "2:1",
                "c: d",
                "yaml-syntax",
                "this line is not part of the plan: it begins further left or right than the first line",
                "begin all fields of the plan at the beginning of the line",
            )
        ],
    ),
    (
        ": b\n",
        [
            (
                "1:1",
                ":",
                "yaml-syntax",
                "the name of a field is missing before this `:`",
                "write the name, or put quotes around the text if the colon is a part of it",
            )
        ],
    ),
    ("a: [x}\n", [("1:6", "}", "yaml-syntax", "`}` does not close the `[` before it", "write `]`")]),
    (
        "a: {b: c, d: [e}\n",
        [("1:16", "}", "yaml-syntax", "`}` does not close the `[` before it", "write `]`")],
    ),
    (
        "<<: a\n",
        [
            (
                "1:5",
                "a",
                "yaml-syntax",
                "`<<` takes the fields of another item, but this has no fields",
                "write the name of an item with fields (`<<: *name`), or a list of such names",
            )
        ],
    ),
    (
        "a: *b\nc: &bb 1\n",
        [
            (
                "1:4",
                "*b",
                "yaml-syntax",
                "`*b` repeats what is marked with `&b`, but nothing is marked so",
                "put quotes around the value if it is a text that begins with `*`",
            )
        ],
    ),
    (
        "title： x\nb: c\n",
        [
            (
                "1:6",
                "：",
                "look-alike-character",
                "this looks like `:` but is another character (U+FF1A FULLWIDTH COLON)",
                "write `:` instead",
            )
        ],
    ),
    (
        "a: “x: y”\n",
        [
            (
                "1:4",
                "“",
                "look-alike-character",
                "YAML does not accept this quotation mark: `“` (U+201C LEFT DOUBLE QUOTATION MARK)",
                'write `"` at both ends of the text',
            )
        ],
    ),
    (
        "title:\xa0x\nb: c\n",
        [
            (
                "1:7",
                "\xa0",
                "look-alike-character",
                "this looks like a space but is another character (U+00A0 NO-BREAK SPACE)",
                "write a space instead",
            )
        ],
    ),
    (
        "a: x # ok\n  y: z\n",
        [
            (
                "2:3",
                "y: z",
                "yaml-syntax",
                "this line is indented by 2 spaces, which matches no line above",
                "use no spaces",
            )
        ],
    ),
    (
        "a:\n  - id: 1\n   title: b\n",
        [
            (
                "3:4",
                "title: b",
                "yaml-syntax",
                "this line is indented by 3 spaces, which matches no line above",
                "use 4 spaces or 2 spaces",
            )
        ],
    ),
    (
        'a: "x\\qy"\n',
        [
            (
                "1:6",
                "\\q",
                "yaml-syntax",
                "`\\q` means nothing within double quotes",
                "write two backslashes, or put the text in single quotes",
            )
        ],
    ),
    (
        'a: "\\u12"\n',
        [
            (
                "1:5",
                "\\u",
                "yaml-syntax",
                "`\\u` needs more digits within double quotes",
                "write two backslashes, or put the text in single quotes",
            )
        ],
    ),
    (
        "a: b\r\nowner:marcos\r\nc: d\r\n",
        [
            (
                "2:1",
                "owner:marcos",
                "yaml-syntax",
                "a space is missing after the colon",
                "write `owner: marcos`",
            )
        ],
    ),
    ("[[\n", [("1:2", "[", "yaml-syntax", "this `[` is never closed", "put a `]` at the end")]),
    (
        '"a\n',
        [
            (
                "1:1",
                '"',
                "yaml-syntax",
                "the end of this quotation is missing",
                'write another `"` at the end of the text',
            )
        ],
    ),
    (
        "a: {\n  b: c\n  d: e\n}\n",
        [
            (
                "3:4",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes, or a comma is missing before it",
                "put quotes around the text, or put a comma between the fields",
            )
        ],
    ),
    (
        "a: [\n  x: y\n  z: w\n]\n",
        [
            (
                "3:4",
                ":",
                "yaml-syntax",
                "this text has a second colon but no quotes, or a comma is missing before it",
                "put quotes around the text, or put a comma between the fields",
            )
        ],
    ),
    (
        "a: @é\n",
        [
            (
                "1:4",
                "@",
                "yaml-syntax",
                "a text without quotes cannot begin with `@`",
                'put quotes around it: `"@é"`',
            )
        ],
    ),
    (
        "a: b\n'c\n",
        [
            (
                "2:1",
                "'",
                "yaml-syntax",
                "the end of this quotation is missing",
                "write another `'` at the end of the text",
            )
        ],
    ),
    (
        'a: "b"c: d\n',
        [
            (
                "1:7",
                "c",
                "yaml-syntax",
                "the text goes on after its last quotation mark",
                "put the quotes around the whole text: `'\"b\"c: d'`",
            )
        ],
    ),
    (
        "- a: b\n  c\n- d: e\n",
        [("2:3", "c", "yaml-syntax", "this line has no colon", "write `c: …`")],
    ),
]
"""No tree can be made of these."""

FLAWED = [
    (
        "x: !important\n",
        [
            (
                "1:4",
                "!important",
                "custom-tag",
                "YAML tags such as `!important` are not used in a plan",
                "remove `!important`: the field decides how its value is read",
            )
        ],
    ),
    (
        "x: {when: February 26, 2024}\n",
        [
            (
                "1:11",
                "February 26, 2024",
                "yaml-syntax",
                "this text ends at the comma: within `{ }`, commas are between fields",
                'put quotes around it: `"February 26, 2024"`',
            )
        ],
    ),
    (
        "x: {title: a, b, c, d: e}\n",
        [
            (
                "1:12",
                "a, b, c",
                "yaml-syntax",
                "this text ends at the comma: within `{ }`, commas are between fields",
                'put quotes around it: `"a, b, c"`',
            )
        ],
    ),
    (
        "a:\n  – b\n  – c\n",
        [
            (
                "2:3",
                "–",
                "look-alike-character",
                "this is a long dash (–), not a hyphen (-)",
                "write `-` instead",
            ),
            (
                "3:3",
                "–",
                "look-alike-character",
                "this is a long dash (–), not a hyphen (-)",
                "write `-` instead",
            ),
        ],
    ),
    (
        "a: “x”\n",
        [
            (
                "1:4",
                "“",
                "look-alike-character",
                "YAML does not accept this quotation mark: `“` (U+201C LEFT DOUBLE QUOTATION MARK)",
                'write `"` at both ends of the text',
            )
        ],
    ),
    (
        "a: b\n\xa0\xa0c: d\n",
        [
            (
                "2:1",
                "\xa0\xa0",
                "look-alike-character",
                "this looks like a space but is another character (U+00A0 NO-BREAK SPACE)",
                "write a space instead",
            )
        ],
    ),
    (
        "title\xa0: x\n",
        [
            (
                "1:6",
                "\xa0",
                "look-alike-character",
                "this looks like a space but is another character (U+00A0 NO-BREAK SPACE)",
                "write a space instead",
            )
        ],
    ),
    (
        "a: b\n---\nc: d\n",
        [
            (
                "2:1",
                "---",
                "more-than-one-document",
                "a second document begins here, but a file holds one plan",
                "remove the `---`, or put what follows it into its own file",
            )
        ],
    ),
    (
        "a: b\na: c\n",
        [
            (
                "2:1",
                "a",
                "duplicate-key",
                "`a` is written twice here",
                "keep one; now only the first is used",
            )
        ],
    ),
    ("a: {b:c}\n", [("1:5", "b:c", "yaml-syntax", "a space is missing after the colon", "write `b: c`")]),
]
"""These have an error, and a tree."""


def said(source):
    return [
        (
            "{}:{}".format(*source.position(source.locate(problem.place).start)),
            source.text[slice(*source.locate(problem.place))],
            problem.rule,
            str(problem.message),
            str(problem.help),
        )
        for problem in source.problems
    ]


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_plan_is_explained(text, expected, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    assert said(source) == expected
    assert source.broken
    assert source.root is None


@pytest.mark.parametrize(("text", "expected"), FLAWED, ids=range(len(FLAWED)))
def test_a_flawed_plan_is_read(text, expected, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    assert said(source) == expected
    assert not source.broken
    assert source.root is not None


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=range(len(BROKEN)))
def test_line_ends_do_not_matter(text, expected, end, pure):
    source = read(text.replace("\r", "").replace("\n", end).encode(), "plan.yaml", pure=pure)
    assert said(source) == expected


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=range(len(BROKEN)))
def test_no_parser_speaks(text, expected, pure):
    for problem in read(text.encode(), "plan.yaml", pure=pure).problems:
        words = f"{problem.message} {problem.help}".lower()
        assert not any(
            word in words for word in ("token", "scalar", "block", "mapping", "scanning", "<", "flow")
        ) or ("<<" in words)
