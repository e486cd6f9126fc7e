"""Which letters there are to write: for `letters`, whether they become drafts or are sent.

Comes in: a session, filters, and what earlier letters said. Goes out: a letter for each reader for whom there
is something new. Who cannot be written to is named on stderr.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from ssetrack.cli.arguments import names_in
from ssetrack.cli.commands.look.since import changes_since
from ssetrack.cli.commands.publish.letter_settings import Sending
from ssetrack.cli.options import FilterOptions, ReadingOptions
from ssetrack.cli.requests import filters_of, own_keys, plan_language
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.language.typesetting import PageSpeaker
from ssetrack.letters.contents import Concerns, Contents, Scope
from ssetrack.letters.message import Envelope, post
from ssetrack.letters.news import ChangesByPerson, News, items_by_name, news_since_letter
from ssetrack.letters.readers import Mailing, Reader, mailing
from ssetrack.letters.said import LastLetter, LettersSent, Points, is_due, points
from ssetrack.letters.wording import Told, letter
from ssetrack.pages.disclosure import Disclosure
from ssetrack.portfolio import Portfolio
from ssetrack.publish.letter_sending import Outgoing
from ssetrack.query.columns import View
from ssetrack.query.filters import USUAL_ROLES, Filters, people_meant
from ssetrack.query.questions import questions
from ssetrack.query.report import Question, report
from ssetrack.status import Status
from ssetrack.wording.cells import name_list
from ssetrack.workspace.past_plans import has_past
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session

MOST_LETTERS = 1_000
"""Letters of one run: a plan may name ten thousand addresses. Once they are sent, the next run goes on."""

LONGEST_NAME = 80
"""Characters of a name that is said on stderr."""

MOST_COMPARISONS = 10
"""Days of earlier letters with which the plans are compared; for the others, what those letters said is."""


def letters_to_write(
    session: Session,
    reading: ReadingOptions,
    filters: FilterOptions,
    since: str | None,
    sending: Sending,
    sent: LettersSent,
) -> tuple[Outgoing, ...]:
    """The letters; who cannot be written to is named on stderr."""
    plans = session.snapshot
    asked = filters_of(_of_items(filters), plans)
    view = _view(plans.portfolio, plan_language(session) or "en")
    found = report(plans, Question(asked), view)
    scope = Scope(asked.roles or USUAL_ROLES, not filters.no_teams)
    concerns = Concerns(plans, found.statuses, questions(found), scope)
    to = mailing(plans.portfolio, concerns, _choice(filters, plans.portfolio))
    _name_unreached(to, plans.portfolio, session.speaker)
    is_whole = asked == Filters() and scope == Scope()
    news = _NewsDesk(session, reading, asked, since, is_whole=is_whole)
    written = tuple(islice(_outgoing(session, to, concerns, news, sending, sent), MOST_LETTERS + 1))
    if len(written) > MOST_LETTERS:
        remark(message("no more than {number} letters in one run", number=MOST_LETTERS), session.speaker)
    if concerns.apart:
        names = _names(plans.portfolio, sorted(concerns.apart))
        remark(
            message(
                "these teams have too many members and items; their items are in no letter: {teams}",
                teams=name_list(names, session.speaker),
            ),
            session.speaker,
        )
    return written[:MOST_LETTERS]


def _outgoing(
    session: Session,
    to: Mailing,
    concerns: Concerns,
    news: _NewsDesk,
    sending: Sending,
    sent: LettersSent,
) -> Iterator[Outgoing]:
    plans = session.snapshot
    views: dict[str, View] = {}
    about = "+".join(sorted(plans.portfolio.plan_ids))
    for reader in to.readers:
        contents = concerns.contents(reader.keys)
        now, last = points(contents), sent.last(reader.keys)
        if not is_due(now, last, plans.today, reader.letters, sending.remind_after):
            continue
        if reader.language not in views:
            views[reader.language] = _view(plans.portfolio, reader.language)
        view = views[reader.language]
        here = None if last is None else last.about(plans.portfolio.plan_ids)
        told = Told(reader, contents, news.of(reader, contents, here, concerns), view, plans)
        envelope = Envelope(sending.sender, sending.reply_to, reader.mailbox)
        keys = " ".join(reader.keys)
        finished = post(letter(told), envelope, f"{about} {keys}", f"{plans.today} {sorted(now.items())}")
        said = now if last is None else {**_said_elsewhere(last, plans.portfolio, news), **now}
        yield Outgoing(reader.keys, finished, LastLetter(plans.today, finished.message_id, said))


def _said_elsewhere(last: LastLetter, portfolio: Portfolio, news: _NewsDesk) -> Points:
    """What is not in this letter, but was said before, and is not said again because of it.

    It is about what a filter left out, or about plans that were not asked for.
    """
    return last.about_others(portfolio.plan_ids) if news.is_whole else last.points


class _NewsDesk:
    """What changed, for each reader: each comparison with the past is made once.

    `is_whole` says that no filter leaves out anything that concerns a reader.
    """

    def __init__(
        self, session: Session, reading: ReadingOptions, asked: Filters, since: str | None, *, is_whole: bool
    ) -> None:
        self._session, self._reading, self._asked, self._since = session, reading, asked, since
        self._compared: dict[str, ChangesByPerson | None] = {}
        self.is_whole = is_whole

    def of(
        self, reader: Reader, contents: Contents, last: LastLetter | None, concerns: Concerns
    ) -> News | None:
        """What changed since the day that was asked for, else since the last letter, if there was one."""
        since = self._since or (None if last is None else last.day.isoformat())
        if since is None:
            return None
        compared = self._comparison(since)
        if compared is not None:
            return compared.news((*reader.keys, *concerns.teams(reader.keys)))
        if last is None:
            return None
        today = self._session.snapshot.today
        return news_since_letter(last, contents, self._items, today, is_whole=self.is_whole)

    def _comparison(self, since: str) -> ChangesByPerson | None:
        """The changes by git; None where it knows none, or there were many comparisons already."""
        if since not in self._compared:
            if len(self._compared) >= MOST_COMPARISONS:
                return None
            self._compared[since] = self._compare(since)
        return self._compared[since]

    def _compare(self, since: str) -> ChangesByPerson | None:
        portfolio = self._session.snapshot.portfolio
        if self._since is None and not has_past(portfolio):
            return None
        view = _view(portfolio, plan_language(self._session) or "en")
        try:
            found = changes_since(self._session, since, self._reading.plans, view, self._asked)
        except SsetrackError:
            if self._since is not None:
                raise
            return None
        return ChangesByPerson(Disclosure().changes(found), portfolio.people)

    @cached_property
    def _items(self) -> dict[str, Status]:
        return items_by_name(self._session.snapshot.statuses)


def _view(portfolio: Portfolio, language: str) -> View:
    return View(portfolio, language, PageSpeaker(supported_language(language)))


def _of_items(filters: FilterOptions) -> FilterOptions:
    """The filters that choose items: the others choose who gets a letter."""
    return filters._replace(owner=None, mine=False, no_teams=False)


def _choice(filters: FilterOptions, portfolio: Portfolio) -> Callable[[str], bool]:
    """Whether somebody, by key, was asked for; of a team, all its members."""
    if not filters.owner and not filters.mine:
        return lambda _: True
    if filters.mine and filters.owner:
        raise SsetrackError(
            message("`--mine` and `--owner` both say whose items to show"), message("use one of them")
        )
    if filters.mine:
        named = set(own_keys(portfolio))
    else:
        named = {key for value in names_in(filters.owner) for key in people_meant(value, portfolio)}
    wanted = named | {member for key in named for member in portfolio.people.members(key)}
    return lambda key: key in wanted


def _name_unreached(to: Mailing, portfolio: Portfolio, speaker: Speaker) -> None:
    """Say who gets no letter, and why; addresses are not repeated: this may be a public log."""

    def tell(what: Callable[[str], Message], keys: Sequence[str]) -> None:
        if keys:
            remark(what(name_list(_names(portfolio, keys), speaker)), speaker)

    tell(lambda names: message("no letter, because the role is vacant: {names}", names=names), to.vacant)
    tell(
        lambda names: message("no letter, because there is no e-mail address: {names}", names=names),
        to.without_address,
    )
    tell(lambda names: message("no letter, because `letters` is `never`: {names}", names=names), to.declined)
    for key, why in to.wrong_address:
        (name,) = _names(portfolio, (key,))
        remark(message("no letter to {name}: {reason}", name=name, reason=why), speaker)


def _names(portfolio: Portfolio, keys: Sequence[str]) -> list[str]:
    people = portfolio.people.people
    names = (people[key].name if key in people else key for key in keys)
    return [name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…" for name in names]
