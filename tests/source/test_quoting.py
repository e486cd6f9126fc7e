"""Whatever is written reads back as the same text, for every reader of YAML."""

from __future__ import annotations

import pytest
import ruamel.yaml
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ssetrack.source import read
from ssetrack.source.quoting import quote
from ssetrack.source.rereading import is_reread

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    st.sampled_from("abNnoOyY0129.:-+_eEx ~?#&*!|>%@`'\"\\,[]{}=<é😀\t\n\u2028\x85\u00a0T/"), max_size=8
)
STYLES = st.sampled_from(["", "'", '"', "|", ">"])


def shown(value):
    """A number or a day that prints as it was written is no misreading."""
    return "" if value is None else str(value)


@given(TEXTS, STYLES)
@example("2004-02-30", "")
@example("1_0", "")
@example("<<", "")
@example("=", "")
@example("null", "")
@example("", "")
def test_every_text_reads_back(text, style):
    for flow in (False, True):
        written = quote(text, flow=flow, style=style)
        document = f"k: [{written}]\n" if flow else f"k: {written}\n"
        readers = [
            yaml.safe_load(document),
            ruamel.yaml.YAML(typ="safe", pure=True).load(document),
            read(document.encode(), "plan.yaml").root,
            read(document.encode(), "plan.yaml", pure=True).root,
        ]
        for root in readers:
            value = root["k"][0] if flow else root["k"]
            assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("Meetings", "Meetings", "Meetings"),
        ("2004-06-01", "2004-06-01", "2004-06-01"),
        ("2004", "2004", "2004"),
        ("1.2", "1.2", "1.2"),
        ("1.10", '"1.10"', '"1.10"'),
        ("NO", '"NO"', '"NO"'),
        ("20:00", '"20:00"', '"20:00"'),
        ("20:00-21:30", "20:00-21:30", '"20:00-21:30"'),
        ("a, b", "a, b", '"a, b"'),
        ("a: b", '"a: b"', '"a: b"'),
        ("Room #3", '"Room #3"', '"Room #3"'),
        ("?", '"?"', '"?"'),
        ('say "hi"', 'say "hi"', 'say "hi"'),
        ('"hi"', "'\"hi\"'", "'\"hi\"'"),
        ("it's", "it's", "it's"),
        ("a\nb", '"a\\nb"', '"a\\nb"'),
        ("Réunion d'été", "Réunion d'été", "Réunion d'été"),
        ("[a,b]", '"[a,b]"', '"[a,b]"'),
    ],
)
def test_quote(text, block, flow):
    assert quote(text, flow=False) == block
    assert quote(text, flow=True) == flow


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1.10", "1.1"),
        ("010", "8"),
        ("NO", "false"),
        ("1e3", "1000.0"),
        ("14:30", "870"),
        ("0x1F", "31"),
        ("1_000", "1000"),
        ("yes", "true"),
        ("Null", "nothing"),
        ("08", "8"),
        (".inf", "infinity"),
        ("2004", None),
        ("12", None),
        ("1.2", None),
        ("-1", None),
        ("2004-06-01", None),
        ("2004-02-30", None),
        ("2004-06", None),
        ("1.2.3", None),
        ("20:00-21:30", None),
        ("yesterday", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_is_reread(text, other):
    assert is_reread(text) == other
