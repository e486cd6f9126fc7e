"""Letters for tests: of a plan given as text, without the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT, TODAY
from snapshots import snapshot_of
from ssetrack.language.speaker import supported_language
from ssetrack.language.typesetting import PageSpeaker
from ssetrack.letters.contents import Concerns, Contents, Scope
from ssetrack.letters.letter import Letter
from ssetrack.letters.mailbox import Mailbox, mailbox
from ssetrack.letters.message import Envelope, octets, post
from ssetrack.letters.news import items_by_name, news_since_letter
from ssetrack.letters.readers import Mailing, Reader, mailing
from ssetrack.letters.said import LettersSent, points
from ssetrack.letters.wording import Told, letter
from ssetrack.query.columns import View
from ssetrack.query.questions import questions
from ssetrack.query.report import Question, report
from ssetrack.status import Snapshot

CERTIFICATES = Path(__file__).parent / "certificates"

FROM, REPLY_TO = "Plan <plan@example.org>", "answers@example.org"

OWNERS = {
    "marcos: Marcos": "marcos: {name: Marcos, email: marcos@example.org, language: es}",
    "chilo: Chilo": "chilo: {name: Chilo, email: chilo@example.org, language: en}",
    "ben: Ben": "ben: {name: Ben, email: ben@example.org, language: fr}",
    "humberto: Humberto": "humberto: {name: Humberto, email: humberto@example.org, language: pt-BR}",
    "core-group: {name: Core Group,": "core-group: {name: Core Group, members: [marcos, chilo, ben],",
}


def vision() -> str:
    """The real plan with four addresses, each of somebody who reads another language."""
    text = (ROOT / "plans" / "vision-2004-2005.yaml").read_text(encoding="utf-8")
    for before, after in OWNERS.items():
        assert f"  {before}" in text
        text = text.replace(f"  {before}", f"  {after}", 1)
    return text


class Made(NamedTuple):
    """A letter with all that it is made of."""

    reader: Reader
    contents: Contents
    letter: Letter
    octets: bytes


def box(text: str) -> Mailbox:
    found = mailbox(text)
    assert isinstance(found, Mailbox)
    return found


def mailing_of(there: Snapshot, scope: Scope | None = None) -> tuple[Mailing, Concerns]:
    """Who gets a letter about these plans, and what concerns them."""
    files = there.portfolio.files
    view = View(there.portfolio, files[0].language, PageSpeaker(supported_language(files[0].language)))
    found = report(there, Question(), view)
    concerns = Concerns(there, found.statuses, questions(found), scope or Scope())
    return mailing(there.portfolio, concerns, lambda _: True), concerns


def letters_of(
    text: str | Mapping[str, str],
    today: date = TODAY,
    sent: LettersSent | None = None,
    *,
    is_draft: bool = True,
    sender: Mailbox | None = None,
) -> Iterator[Made]:
    """The letters that plans give, one or several by their paths, with what changed since `sent`."""
    there = snapshot_of(text, today)
    if not there.portfolio.files:
        return
    to, concerns = mailing_of(there)
    for reader in to.readers:
        contents = concerns.contents(reader.keys)
        last = None if sent is None else sent.last(reader.keys)
        news = (
            None if last is None else news_since_letter(last, contents, items_by_name(there.statuses), today)
        )
        view = View(there.portfolio, reader.language, PageSpeaker(supported_language(reader.language)))
        written = letter(Told(reader, contents, news, view, there))
        envelope = Envelope(sender or box(FROM), box(REPLY_TO), reader.mailbox)
        ready = post(written, envelope, " ".join(reader.keys), f"{today} {sorted(points(contents).items())}")
        moment = datetime(today.year, today.month, today.day, tzinfo=UTC)
        yield Made(reader, contents, written, octets(ready, moment, is_draft=is_draft))
