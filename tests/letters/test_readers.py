"""Letters read by a program that has nothing in common with the one that wrote them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from letters.making import letters_of, vision
from letters.test_hostile import EVIL, plan
from ssetrack.letters.html_text import html_text
from ssetrack.letters.plain_text import plain_text


@pytest.mark.needs("node")
def test_postal_mime_reads_what_we_wrote(tmp_path: Path):
    look = ["node", "-e", 'require.resolve("postal-mime")']
    if subprocess.run(look, capture_output=True, check=False).returncode:
        pytest.skip("needs postal-mime (requirements/package.json)")
    made = [*letters_of(vision())]
    for title in EVIL.values():
        made += letters_of(plan(title))
    paths = []
    for number, one in enumerate(made):
        paths.append(tmp_path / f"{number}.eml")
        paths[-1].write_bytes(one.octets)
    script = str(Path(__file__).parent / "read.cjs")
    done = subprocess.run(["node", script, *map(str, paths)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == len(made)
    for one, line in zip(made, lines, strict=True):
        read = json.loads(line)
        assert read["subject"] == one.letter.subject
        assert [box["address"] for box in read["to"]] == [one.reader.mailbox.address]
        assert read["to"][0]["name"] == one.letter.name
        assert read["from"]["address"] == "plan@example.org"
        assert [box["address"] for box in read["replyTo"]] == ["answers@example.org"]
        assert read["text"].replace("\r\n", "\n").strip("\n") == plain_text(one.letter).strip("\n")
        assert read["html"].replace("\r\n", "\n").strip("\n") == html_text(one.letter).strip("\n")
        assert read["attachments"] == []
        assert len(read["names"]) == len(set(read["names"]))
