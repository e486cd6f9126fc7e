"""What a file in a folder of feeds says of itself in its first lines, wherever these are cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.calendar.calendar import PRODUCT
from ssetrack.calendar.content_lines import folded_line
from ssetrack.calendar.stamps import has_entry, title_of
from ssetrack.publish import feed_files
from ssetrack.publish.feed_files import is_of_kind, is_ours, kind_in
from ssetrack.publish.manifest import FeedKind

ENTRIES = "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n" * 3 + "END:VCALENDAR\r\n"


def feed(kind: FeedKind, title: str = "Ça") -> str:
    said = (f"X-WR-CALNAME:{title}", f"{feed_files.KIND}{kind}")
    folded = "\r\n".join(folded_line(one.encode()).decode() for one in said)
    return f"BEGIN:VCALENDAR\r\nPRODID:{PRODUCT}\r\n{folded}\r\n{ENTRIES}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.ics"


@pytest.mark.parametrize("number", [1, 1_000, 6_500, 12_000])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_the_kind_of_a_feed_of_many_plans(path: Path, number: int, end: str):
    kind = FeedKind("owner-tasks.fr", frozenset(f"plan-{at:05}" for at in range(number)))
    path.write_bytes(feed(kind).replace("\r\n", end).encode())
    assert kind_in(path) == kind
    assert is_of_kind(path, kind)
    assert not is_of_kind(path, kind._replace(plans=frozenset(list(kind.plans)[1:])))


@pytest.mark.parametrize("text", ["+".join(f"plan-{at}" for at in range(30)), "é" * 100], ids=["ids", "é"])
def test_where_the_beginning_is_cut_does_not_matter(path: Path, monkeypatch: pytest.MonkeyPatch, text: str):
    kind = FeedKind.parse(f"owner-{text}:{text}")
    octets = feed(kind).encode()
    path.write_bytes(octets)
    after = octets.index(b"PRODID") + len(PRODUCT) + 20
    for head in range(after, len(octets) + 2):
        monkeypatch.setattr(feed_files, "HEAD", head)
        assert is_ours(path)
        assert kind_in(path) in (kind, None)
        if head > octets.index(b"BEGIN:VEVENT"):
            assert kind_in(path) == kind


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\r\n \r\n " * 20_000,
        "x" * 100_000,
        f"SUMMARY:a\u2028PRODID:{PRODUCT}\u2028{feed_files.KIND}all:p",
    ],
    ids=["empty", "folds alone", "one line", "lines within a text"],
)
def test_what_is_no_feed_of_ours(path: Path, content: str):
    path.write_bytes(content.encode())
    assert not is_ours(path)
    assert kind_in(path) is None


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_long_title_is_whole_whatever_the_ends_of_lines(end: str):
    kind = FeedKind.parse("all:p")
    for title in ("Ça", "é" * 3_000, "a, b; c"):
        escaped = title.replace(",", "\\,").replace(";", "\\;")
        octets = feed(kind, escaped).replace("\r\n", end).encode()
        assert title_of(octets) == title
        assert has_entry(octets)
        assert not has_entry(octets.replace(b"BEGIN:VEVENT", b"X-BEGIN:VEVENT"))
