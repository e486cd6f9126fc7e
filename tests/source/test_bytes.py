"""What is wrong with a file before anybody reads YAML."""

from __future__ import annotations

import parsers
import pytest

from ssetrack.source import read

pure = parsers.pure

BYTES = [
    (
        "titre: R\xe9union\n".encode("latin-1"),
        [
            (
                "1:9",
                "not-utf8",
                "the byte 0xE9 is not UTF-8; it is probably the letter `é` of Windows-1252",
                "type this letter again, and save the file as UTF-8",
            )
        ],
    ),
    (
        b"\xef\xbb\xbfa: \xe9t\xe9 \x81\n",
        [
            (
                "1:4",
                "not-utf8",
                "the byte 0xE9 is not UTF-8; it is probably the letter `é` of Windows-1252",
                "save the file as UTF-8; 3 bytes in it are not UTF-8",
            )
        ],
    ),
    (
        b"a: b\nc: \x81\n",
        [
            (
                "2:4",
                "not-utf8",
                "the byte 0x81 is not UTF-8",
                "type this letter again, and save the file as UTF-8",
            )
        ],
    ),
    (
        "a: b\n".encode("utf-16"),
        [
            (
                "1:1",
                "not-utf8",
                "this file is UTF-16, not UTF-8",
                'save it as UTF-8 (in an editor: "Save as", encoding UTF-8)',
            )
        ],
    ),
    (
        "a: b\n".encode("utf-16-le"),
        [
            (
                "1:1",
                "not-utf8",
                "this file is UTF-16, not UTF-8",
                'save it as UTF-8 (in an editor: "Save as", encoding UTF-8)',
            )
        ],
    ),
    (
        "a: b\n".encode("utf-16-be"),
        [
            (
                "1:1",
                "not-utf8",
                "this file is UTF-16, not UTF-8",
                'save it as UTF-8 (in an editor: "Save as", encoding UTF-8)',
            )
        ],
    ),
    (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        [
            (
                "1:1",
                "not-utf8",
                "this is not a text file",
                "give the path of a work plan: a text file in YAML, saved as UTF-8",
            )
        ],
    ),
    (
        b"a: b\0\nc: \x1b[0m\n",
        [
            (
                "1:5",
                "control-character",
                "this is a control character: U+0000 NUL",
                "delete it; it often comes from copying out of another program",
            ),
            (
                "2:4",
                "control-character",
                "this is a control character: U+001B ESCAPE",
                "delete it; it often comes from copying out of another program",
            ),
        ],
    ),
    (
        "a: b\x85\n".encode(),
        [("1:5", "control-character", "this is a control character: U+0085", "write `…` instead")],
    ),
    (
        "a: é\ufeff\n".encode(),
        [
            (
                "1:5",
                "control-character",
                "this is a control character: U+FEFF BYTE ORDER MARK",
                "delete it; it often comes from copying out of another program",
            )
        ],
    ),
    (
        "a: \udcff".encode("utf-8", "surrogatepass"),
        [
            (
                "1:4",
                "not-utf8",
                "the byte 0xED is not UTF-8; it is probably the letter `í` of Windows-1252",
                "save the file as UTF-8; 3 bytes in it are not UTF-8",
            )
        ],
    ),
]


@pytest.mark.parametrize(("data", "expected"), BYTES, ids=range(len(BYTES)))
def test_bytes(data, expected, pure):
    source = read(data, "plan.yaml", pure=pure)
    assert source.broken
    assert source.root is None
    found = []
    for problem in source.problems:
        line, column = source.position(source.locate(problem.place).start)
        found.append((f"{line}:{column}", problem.rule, str(problem.message), str(problem.help)))
    assert found == expected


def test_the_mended_text_is_the_fix():
    source = read("titre: R\xe9union d'\xe9t\xe9\n".encode("cp1252"), "plan.yaml")
    assert source.text == "titre: Réunion d'été\n"
    assert [replacement.text for replacement in source.problems[0].fix.replacements] == ["é"] * 3


def test_control_characters_are_counted_up_to_twenty():
    assert len(read(b"a: \0\n" * 50, "plan.yaml").problems) == 20


def test_a_byte_order_mark_shifts_nothing(pure):
    plain, marked = (read(data, "plan.yaml", pure=pure) for data in (b"a: b: c\n", b"\xef\xbb\xbfa: b: c\n"))
    assert not plain.bom
    assert marked.bom
    assert plain.problems == marked.problems
