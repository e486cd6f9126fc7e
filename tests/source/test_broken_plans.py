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
        [("1:8", '"', "yaml-syntax", "this quote is never closed", 'put another `"` at the end of the text')],
    ),
    (
        'title: "open\nowner: "marcos"\n',
        [("1:8", '"', "yaml-syntax", "this quote is never closed", 'put another `"` at the end of the text')],
    ),
    (
        "title: 'open\nb: c",
        [("1:8", "'", "yaml-syntax", "this quote is never closed", "put another `'` at the end of the text")],
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
                "a second colon in an unquoted text",
                'put quotes round the text: `"a: b"`',
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
                "a second colon in an unquoted text",
                'put quotes round the text: `"a: b"`',
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
                "an unquoted `?` has a meaning of its own in YAML",
                'write `"?"` with quotes, or `tbd`',
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
                "an unquoted `?` has a meaning of its own in YAML",
                'write `"?"` with quotes, or `tbd`',
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
                "an unquoted `?` has a meaning of its own in YAML",
                'write `"?"` with quotes, or `tbd`',
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
                "an unquoted text cannot begin with `%`",
                'put quotes round it: `"%20"`',
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
                "an unquoted text cannot begin with `@`",
                'put quotes round it: `"@home"`',
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
                "an unquoted text cannot begin with ```",
                'put quotes round it: `"`a`"`',
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
                "`*bold*` repeats what is marked `&bold*`, and nothing is",
                "put quotes round the value if it is a text that begins with `*`",
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
                "an unquoted text cannot begin with `&`",
                'put quotes round it: `"& b"`',
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
                "an unquoted text cannot begin with `&`",
                'put quotes round it: `"& b"`',
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
                "an unquoted text cannot begin with `*`",
                'put quotes round it: `"* b"`',
            )
        ],
    ),
    ("x: {a: b\ny: c\n", [("1:4", "{", "yaml-syntax", "this `{` is never closed", "put a `}` at the end")]),
    ("x: [a, b\ny: c\n", [("1:4", "[", "yaml-syntax", "this `[` is never closed", "put a `]` at the end")]),
    (
        "x: [a]]\n",
        [("1:7", "]", "yaml-syntax", "this `]` closes nothing", "remove it, or put quotes round the text")],
    ),
    (
        "a:\n  b: 1\n c: 2\n",
        [
            (
                "3:2",
                "c: 2",
                "yaml-syntax",
                "this line is indented by 1, as none above it",
                "indent it by 2 blanks, or by 0",
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
                "this line is indented as if it were part of `a`, which has a value already",
                "indent it by 0 blanks, as the line above",
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
                "this line stands among list items and is none",
                "begin it with `- `, or indent it as the text of the item above",
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
                "a list item stands here among fields",
                "indent it under the field that it belongs to",
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
                "this line is indented by 1, as none above it",
                "indent it by 2 blanks, or by 0",
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
                "a tab stands here where only spaces may indent",
                "write spaces instead",
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
                "a tab stands here where only spaces may indent",
                "write spaces instead",
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
                "a tab stands here where only spaces may indent",
                "write spaces instead",
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
                "this follows a value that is complete",
                'put quotes round the whole text: `"{b: c} d"`',
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
                "the text goes on after its closing quote",
                "put the quotes round the whole text: `'\"b\" c'`",
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
                "this `'` closes the text, and more follows",
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
                "a second colon in an unquoted text, or a comma is missing before it",
                "put quotes round the text, or separate the fields with a comma",
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
                "after `|` the text begins on the next line",
                "move the text there, or put it in quotes if it begins with `|`",
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
                "after `>` the text begins on the next line",
                "move the text there, or put it in quotes if it begins with `>`",
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
                "an unquoted text cannot begin with `,`",
                'put quotes round it: `", b"`',
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
                "a list cannot begin on the line of its field's name",
                "put `-` and what follows on a line of its own, or put quotes round the text",
            )
        ],
    ),
    ("a: [b\n", [("1:4", "[", "yaml-syntax", "this `[` is never closed", "put a `]` at the end")]),
    ("a\nb: c\n", [("1:1", "a", "yaml-syntax", "a colon is missing in this line", "write `a: …`")]),
    ("a: b\nc\n", [("2:1", "c", "yaml-syntax", "a colon is missing in this line", "write `c: …`")]),
    ("a: b\nc\nd: e\n", [("2:1", "c", "yaml-syntax", "a colon is missing in this line", "write `c: …`")]),
    (
        "title: Meeting: part\n  b: c\n",
        [
            (
                "1:15",
                ":",
                "yaml-syntax",
                "a second colon in an unquoted text",
                'put quotes round the text: `"Meeting: part"`',
            )
        ],
    ),
    ("{a: b\n", [("1:1", "{", "yaml-syntax", "this `{` is never closed", "put a `}` at the end")]),
    (
        "a: }\n",
        [("1:4", "}", "yaml-syntax", "an unquoted text cannot begin with `}`", 'put quotes round it: `"}"`')],
    ),
    (
        "a:\n  - b: c\n    - d\n",
        [
            (
                "3:5",
                "-",
                "yaml-syntax",
                "a list item stands here among fields",
                "indent it under the field that it belongs to",
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
                "this line is indented by 1, as none above it",
                "indent it by 2 blanks, or by 0",
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
                "a second colon in an unquoted text",
                'put quotes round the text: `"b:"`',
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
                "an unquoted text cannot begin with `%`",
                'put quotes round it: `"%YAML 2.0"`',
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
                "an unquoted text cannot begin with `%`",
                'put quotes round it: `"%20 off"`',
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
                "a second colon in an unquoted text",
                'put quotes round the text: `"[a, b]: c"`',
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
                "a comma is missing before this",
                "separate what stands within `{ }` with commas, or put quotes round the text",
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
                "this line is indented as if it were part of `a`, which has a value already",
                "indent it by 0 blanks, as the line above",
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
                "the text goes on after its closing quote",
                "put the quotes round the whole text: `'\"a\" b: c'`",
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
                "this line is indented by 2, as none above it",
                "indent it by 3 blanks, or by 0",
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
                "`{` begins a list or a group of fields, and stands where a field's name should",
                "put quotes round the whole text if it is one",
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
                "`{` begins a list or a group of fields, and stands where a field's name should",
                "put quotes round the whole text if it is one",
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
                "`[` begins a list or a group of fields, and stands where a field's name should",
                "put quotes round the whole text if it is one",
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
                "nothing stands before this comma",
                "remove the comma, or write what is missing",
            )
        ],
    ),
    (
        "a: b\n} c\n",
        [("2:1", "}", "yaml-syntax", "this `}` closes nothing", "remove it, or put quotes round the text")],
    ),
    (
        "{a: b} c\n",
        [
            (
                "1:8",
                "c",
                "yaml-syntax",
                "this stands outside of what the first line began",
                "begin all fields of the plan in the first column",
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
                "this stands outside of what the first line began",
                "begin all fields of the plan in the first column",
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
                "a field's name is missing before this `:`",
                "write the name, or put quotes round the text if the colon belongs to it",
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
                "`<<` takes over the fields of another item, and this has no fields",
                "name an item with fields (`<<: *name`), or a list of such",
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
                "`*b` repeats what is marked `&b`, and nothing is",
                "put quotes round the value if it is a text that begins with `*`",
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
                "this looks like `:` and is another character (U+FF1A FULLWIDTH COLON)",
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
                "`“` is no quote for YAML (U+201C LEFT DOUBLE QUOTATION MARK)",
                'write `"` on both sides',
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
                "this looks like a space and is another character (U+00A0 NO-BREAK SPACE)",
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
                "this line is indented by 2, as none above it",
                "indent it by 0 blanks",
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
                "this line is indented by 3, as none above it",
                "indent it by 4 blanks, or by 2",
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
        [("1:1", '"', "yaml-syntax", "this quote is never closed", 'put another `"` at the end of the text')],
    ),
    (
        "a: {\n  b: c\n  d: e\n}\n",
        [
            (
                "3:4",
                ":",
                "yaml-syntax",
                "a second colon in an unquoted text, or a comma is missing before it",
                "put quotes round the text, or separate the fields with a comma",
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
                "a second colon in an unquoted text, or a comma is missing before it",
                "put quotes round the text, or separate the fields with a comma",
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
                "an unquoted text cannot begin with `@`",
                'put quotes round it: `"@é"`',
            )
        ],
    ),
    (
        "a: b\n'c\n",
        [("2:1", "'", "yaml-syntax", "this quote is never closed", "put another `'` at the end of the text")],
    ),
    (
        'a: "b"c: d\n',
        [
            (
                "1:7",
                "c",
                "yaml-syntax",
                "the text goes on after its closing quote",
                "put the quotes round the whole text: `'\"b\"c: d'`",
            )
        ],
    ),
    (
        "- a: b\n  c\n- d: e\n",
        [("2:3", "c", "yaml-syntax", "a colon is missing in this line", "write `c: …`")],
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
                "a plan holds no tags, such as `!important`",
                "remove `!important`; the field decides how its value is read",
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
                "a comma ends this text, for within `{ }` commas separate fields",
                'put quotes round it: `"February 26, 2024"`',
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
                "a comma ends this text, for within `{ }` commas separate fields",
                'put quotes round it: `"a, b, c"`',
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
                "this looks like `-` and is another character (U+2013 EN DASH)",
                "write `-` instead",
            ),
            (
                "3:3",
                "–",
                "look-alike-character",
                "this looks like `-` and is another character (U+2013 EN DASH)",
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
                "`“` is no quote for YAML (U+201C LEFT DOUBLE QUOTATION MARK)",
                'write `"` on both sides',
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
                "this looks like a space and is another character (U+00A0 NO-BREAK SPACE)",
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
                "this looks like a space and is another character (U+00A0 NO-BREAK SPACE)",
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
                "a second document begins here; a plan is one",
                "remove the `---`, or put the rest into a file of its own",
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
                "`a` stands here a second time",
                "keep one of the two; ssetrack reads the first",
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
