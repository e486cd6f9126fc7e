"""Nobody's address and nothing that acts is in a letter, whatever the plan holds; no title makes a header."""

from __future__ import annotations

import json
import mailbox as mailboxes
import re
from contextlib import closing
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.making import FROM, REPLY_TO, letters_of
from ssetrack.letters.mailbox import Mailbox, mailbox
from ssetrack.letters.mbox import mbox

DAY = date(2004, 10, 1)

ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""What anybody would take for an address; simpler than the pattern of the filter."""

OWN = {"plan@example.org", "answers@example.org"}

EVIL = {
    "a line break": "Call\r\nBcc: all@evil.example\r\n\r\nHello",
    "a bare line feed": "Call\nSubject: other",
    "NUL": "Call\0for papers",
    "an override": "Call \u202eevil\u202c",
    "a right-to-left mark": "Call \u200fמפגש\u200f",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "long": "x" * 300,
    "long without a space, not ASCII": "é" * 2000,
    "an encoded word": "=?utf-8?q?Bcc=3A_x?=",
    "an encoded address": "=?utf-8?q?cy=40evil.example?=",
    "half a character": "Call \ud83d",
    "a boundary": "--=_0000\r\n\r\nX",
    "a line of an mbox": "From here to there",
    "U+2028": "Call\u2028Bcc: x",
    "an entity": "&lt;b&gt; & \"x' `",
}


def plan(title: str, name: str = "Ana", email: str = "ana@example.org") -> str:
    """A plan with that text wherever a letter might repeat it."""
    return json.dumps(
        {
            "ssetrack": 1,
            "id": "p",
            "title": title,
            "owners": {
                "ana": {"name": name, "email": email},
                "bo": {"name": title, "email": "bo@example.org", "notes": title},
                "team": {"name": title, "members": ["ana"]},
                "seat": {"name": title, "vacant": True},
            },
            "activities": [
                {"id": "a", "title": title, "owners": ["ana"], "deadline": "2004-01", "notes": title},
                {"id": "b", "title": title, "owners": ["team"], "deadline": "2004-10-10", "where": title},
                {"id": "c", "title": title, "owners": ["bo", "seat"], "with": ["ana"], "deadline": "2005",
                 "after": ["a"]},
                {"id": "d", "title": title, "owners": ["ana"], "deadline": title},
                {"id": "e", "title": title, "owners": ["ana"],
                 "when": [{"date": "2004-12-01", "where": title}, {"date": "2004-12-09", "where": title}]},
            ],
        }
    )  # fmt: skip


def checked(octets: bytes, reader: str) -> str:
    """The text of a letter to somebody, once it is sure that nothing in it acts or names anybody else."""
    head, _, _ = octets.partition(b"\r\n\r\n")
    assert octets.replace(b"\r\n", b"").count(b"\n") == 0
    assert b"\0" not in octets
    assert all(len(line) <= 998 for line in octets.split(b"\r\n"))
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(set(names)) == sorted(names)
    assert b"Bcc" not in names
    read, old = message_from_bytes(octets, policy=default), message_from_bytes(octets, policy=compat32)
    assert not read.defects
    assert [one.get_content_type() for one in old.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    plain, html = (read.get_body((kind,)).get_content() for kind in ("plain", "html"))
    headers = [f"{name}: {make_header(decode_header(value))}" for name, value in old.items()]
    shown = [one for one in headers if not one.startswith(("Message-ID", "References"))]
    for text in (plain, html, *shown):
        assert {one.lower() for one in ADDRESS.findall(text)} <= OWN | {reader}
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert [one.addr_spec for one in read["To"].addresses] == [reader]
    assert "<script" not in html
    assert "<img" not in html
    assert "src=" not in re.sub(r"&[a-z0-9#]+;|[^<]*(?=<)", "", html)
    return plain


@pytest.mark.parametrize("title", EVIL.values(), ids=EVIL)
def test_a_hostile_title_is_inert(title: str):
    for text in (plan(title), plan("Call", name=title)):
        for made in letters_of(text, DAY):
            said = checked(made.octets, made.reader.mailbox.address)
            assert said.count("\n- ") >= 1
            single = message_from_bytes(mbox([made.octets], DAY).partition(b"\n")[2], policy=default)
            assert single.get_body(("plain",)).get_content()


LOCAL = st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,8}[a-z0-9]", fullmatch=True).filter(
    lambda text: ".." not in text
)
HIDDEN_IN = st.sampled_from(
    [
        "{}",
        "ask {}.",
        "<{}>",
        "({})",
        "mailto:{}",
        "a {}, {}",
        "{}\nx",
        "x:{}",
        "\u202e{}",
        "{}'s",
        '"{}"',
        "d'{}",
        "é{}é",
    ]
)


@given(
    address=st.builds(
        lambda local, host: f"{local}@{host}.example", LOCAL, st.sampled_from(["evil", "a.b", "x-y"])
    ),
    place=HIDDEN_IN,
    name=st.sampled_from(["Ana", "Ana {}", "{}"]),
)
def test_no_address_but_their_own(address: str, place: str, name: str):
    said = place.replace("{}", address)
    for made in letters_of(plan(said, name=name.replace("{}", address)), DAY):
        checked(made.octets, made.reader.mailbox.address)


MAILBOXES = [
    ("ana@example.org", "ana@example.org"),
    (" Ana <ana@example.org> ", "ana@example.org"),
    ('"Ana, the one" <ana@example.org>', "ana@example.org"),
    ("ana@Exämple.ORG", "ana@xn--exmple-cua.org"),
    ("o'neil+plan@mail.example.org", "o'neil+plan@mail.example.org"),
    ("ana@localhost", "ana@localhost"),
]


@pytest.mark.parametrize(("text", "address"), MAILBOXES)
def test_mailboxes(text: str, address: str):
    found = mailbox(text)
    assert isinstance(found, Mailbox)
    assert found.address == address


@pytest.mark.parametrize("name", [text for text in EVIL.values() if not set(text) & set("<>@")])
def test_the_name_of_a_sender_is_inert(name: str):
    """The settings of a stranger's repository name the sender, too."""
    found = mailbox(f"{name} <plan@example.org>")
    assert isinstance(found, Mailbox)
    for made in letters_of(plan("Call"), DAY, sender=found):
        read = message_from_bytes(made.octets, policy=default)
        assert read["From"].addresses[0].addr_spec == "plan@example.org"
        said = str(make_header(decode_header(read["From"].addresses[0].display_name)))
        assert found.name.replace(" ", "") in said.replace(" ", "")  # Python reads more spaces
        assert read["Bcc"] is None


WORDED = [
    "Plan de trabajo de la red: 1 con retraso, 2 próximos",
    "Plan de travail du réseau, 11 janvier 2027\u00a0: 3 en retard, 2 à échéance proche",
    "Comité directif élargi de la très longue association internationale des réseaux",
    "é " * 40 + "x",
    'Long, with commas; "quotation marks" (brackets) and more, and more, and more, \\ and more',
    "計画 " * 20 + "x",
    "A plan in ASCII that is so long that its line has to be folded, and then folded again",
]


@pytest.mark.parametrize("title", WORDED)
def test_a_header_is_read_as_it_was_written(title: str):
    """Python alone makes two spaces of one where it breaks a line next to a word that it encodes."""
    sender = Mailbox(title, "plan", "example.org")
    for made in letters_of(plan(title, name=title), DAY, sender=sender):
        assert max(map(len, made.octets.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78
        read = message_from_bytes(made.octets, policy=default)
        assert read["Subject"] == made.letter.subject
        old = message_from_bytes(made.octets, policy=compat32)
        shown = [str(make_header(decode_header(old[name]))) for name in ("Subject", "From", "To")]
        address = made.reader.mailbox.address
        assert shown == [
            made.letter.subject, f"{title} <plan@example.org>", f"{made.letter.name} <{address}>",
        ]  # fmt: skip
        assert [one.addr_spec for one in read["From"].addresses] == ["plan@example.org"]


NONE = [
    "", "ana", "@example.org", "ana@", "a, c@d", "a b@example.org", "josé@example.org", "a@b@c",
    "ana@exa mple.org", "a@b, c@d", "ana@example..org", ".ana@example.org", "ana.@example.org",
    "an..a@example.org", "ana@example.org\r\nBcc: x@y.z", "ana@-example.org", "ana@example.org>",
    "<ana@example.org", "x" * 65 + "@a.org", "a@" + "b." * 130 + "org", "ana@[127.0.0.1]",
    "ana@exa\0mple.org", "ana;bo@example.org", "ana@example.org,", '"ana bo"@example.org',
    "ana\u202e@example.org", "ana@\u202eexample.org", "ana@" + "x" * 64 + ".org",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_mailboxes(text: str):
    assert not isinstance(mailbox(text), Mailbox)


@given(st.text(max_size=40))
def test_any_text_is_a_mailbox_or_is_not(text: str):
    found = mailbox(text)
    if isinstance(found, Mailbox):
        assert found.address.isascii()
        assert found.address.isprintable()
        assert " " not in found.address


def test_domains_that_fill_a_line():
    long = f"ana@{'x' * 60}.{'y' * 60}.org"
    for made in letters_of(plan("Call", email=long), DAY):
        read = message_from_bytes(made.octets, policy=default)
        assert read["From"] == FROM
        assert read["Reply-To"] == REPLY_TO
        checked(made.octets, made.reader.mailbox.address)


def test_a_mailbox_of_letters_is_taken_apart_again(tmp_path: Path):
    made = [one for title in EVIL.values() for one in letters_of(plan(title), DAY)]
    path = tmp_path / "letters.mbox"
    path.write_bytes(mbox([one.octets for one in made], DAY))
    read = mailbox_of(path)
    names = [one["Message-ID"] for one in read]
    assert names == [message_from_bytes(one.octets)["Message-ID"] for one in made]
    bodies = [one.get_payload()[0].get_payload(decode=True) for one in read]
    assert any(body.startswith(b">From here to there") for body in bodies)


def mailbox_of(path: Path) -> list[Any]:
    with closing(mailboxes.mbox(path)) as box:
        return list(box)
