"""The folder of `export site`: first the calendars, so that pages know which there are, then the pages.

Comes in: a session, a folder, languages. Goes out: files, and on stderr what was done. Nothing is written
where the plans have errors: half a plan would take dates out of people's calendars.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ssetrack.calendar.feeds import By
from ssetrack.cli.commands.look.since import changes_or_reason, revisions_of
from ssetrack.cli.commands.publish.feed_settings import publishing_of, refuse_errors, site_url, stamp_of
from ssetrack.cli.commands.publish.feed_writing import kind_of, suffix_of, write_feeds
from ssetrack.cli.options import FilterOptions
from ssetrack.cli.requests import plan_language
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import base, supported_language
from ssetrack.language.typesetting import PageSpeaker
from ssetrack.language.words import LANGUAGES, OWN_NAMES
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.site.assets import Asset, script, style, today_style
from ssetrack.pages.site.calendars import FOLDER, Calendars
from ssetrack.pages.site.document import Page, Site, SiteAnswers, Surroundings, Translation
from ssetrack.pages.site.parts import Kind
from ssetrack.pages.site.revisions import PastRevision
from ssetrack.publish.feed_target import FeedTarget
from ssetrack.publish.former_feeds import name_former
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.manifest import FILE as FEEDS_MANIFEST
from ssetrack.publish.manifest import FeedKind
from ssetrack.publish.site_folder import SiteFile, SiteFolder
from ssetrack.query.columns import View
from ssetrack.query.filters import Filters
from ssetrack.query.report import Question, report
from ssetrack.query.section_paths import Identity
from ssetrack.terminal.progress import with_progress
from ssetrack.workspace.session import Session

FEEDS = {By.PLAN: Kind.PLAN, By.OWNER: Kind.PERSON, By.GOAL: Kind.GOAL, By.SECTION: Kind.SECTION}
"""The feeds of a site, and the pages on which they are; a team's are found as a person's."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


def make_site(
    session: Session,
    asked: Sequence[str] | None,
    output: str,
    languages: Sequence[str],
    *,
    contacts: bool,
    is_public: bool,
    prune: bool,
    stamp: str | None,
) -> None:
    """Write the site of a session, of which `asked` are the places that were typed.

    Raises `SsetrackError` for plans with errors, for settings that cannot be, and where the folder has
    files of somebody else.
    """
    refuse_errors(session)
    translations = _translations(session, languages)
    url = site_url(session.configuration.site)
    style_file, script_file = style(), script()
    around = Surroundings(style_file.place, script_file.place, is_public, translations, url)
    disclosure = Disclosure(contacts=contacts)
    sites = [Site(_answers(session, asked, one.tag, disclosure), around, one) for one in translations]
    today = today_style(session.snapshot.today, sites[0].plans.today_lines())
    assets = (style_file, script_file, today)
    places = [f"{one.folder}{page.place}" for one, made in zip(translations, sites, strict=True)
              for page in made.pages()]  # fmt: skip
    names = [*(one.place for one in assets), *places]
    folder = SiteFolder(Path(output))
    with folder.lock():
        folder.check(names)
        refuse_links_out(folder.target, (f"{FOLDER}/{FEEDS_MANIFEST}",))
        pages: list[tuple[str, Page]] = []
        own = plan_language(session) or "en"
        # A calendar keeps its address when a language is added: that of the plan has no mark.
        suffixes = [None if one.tag.lower() == own.lower() else one.tag for one in translations]
        calendars: set[str] = set()
        for one, made, suffix in zip(translations, sites, suffixes, strict=True):
            feeds, files = _write_feeds(session, one.tag, suffix, folder, contacts, prune, stamp)
            calendars |= files
            pages += [(one.folder, page) for page in made.pages(Calendars(url, feeds))]
        folder.write(names, _files(assets, pages, session))
        folder.remove_stale(names, prune=prune, speaker=session.speaker)
        kinds = [FeedKind.parse(kind_of(by, False, suffix, session.snapshot.portfolio.plan_ids))
                 for suffix in suffixes for by in FEEDS]  # fmt: skip
        name_former(folder.target / FOLDER, kinds, calendars, prune=prune, speaker=session.speaker)
    folder.tell(session.speaker)


def _translations(session: Session, languages: Sequence[str]) -> tuple[Translation, ...]:
    """The languages of the site, the first at the top; without any asked for, that of the plan."""
    for one in languages:
        if not _TAG.fullmatch(one) or base(one) not in LANGUAGES:
            raise SsetrackError(
                message("there are no pages in the language `{language}`", language=one),
                message("choose from {names}", names=few(LANGUAGES)),
            )
    by_folder: dict[str, str] = {}
    for one in languages:
        by_folder.setdefault(one.lower(), one)
    found = tuple(by_folder.values()) or (plan_language(session) or "en",)
    return tuple(
        Translation(tag, OWN_NAMES[supported_language(tag)], f"{tag.lower()}/" if at else "")
        for at, tag in enumerate(found)
    )


def _write_feeds(
    session: Session, language: str, suffix: str | None, site: SiteFolder, contacts: bool, prune: bool,
    stamp: str | None,
) -> tuple[dict[tuple[Kind, Identity], str], set[str]]:  # fmt: skip
    """Write the feeds in one language; their names by what each is for, and those of all files."""
    plans = session.snapshot
    view = View(plans.portfolio, language, PageSpeaker(supported_language(language)))
    found: dict[tuple[Kind, Identity], str] = {}
    files: set[str] = set()
    for by, kind in FEEDS.items():
        how = publishing_of(
            session.configuration.export,
            stamp=stamp_of(stamp, os.environ.get("SOURCE_DATE_EPOCH")),
            since=None,
            alarms=None,
            tasks=False,
            kind=kind_of(by, False, suffix, plans.portfolio.plan_ids),
        )
        target = FeedTarget(str(site.target / FOLDER), True, None, part=suffix or "")
        names = write_feeds(
            target, session, view, plans.statuses, how, by,
            suffix_of(False, suffix), FilterOptions(), contacts, prune,
        )  # fmt: skip
        site.written += len(target.written) - target.same
        site.same += target.same
        files |= target.written
        is_of_plan = by in (By.GOAL, By.SECTION) and not view.several
        own = (plans.portfolio.files[0].id,) if is_of_plan else ()
        found |= {(kind, (*own, *identity)): name for identity, name in names.items()}
    return found, files


def _answers(
    session: Session, asked: Sequence[str] | None, language: str, disclosure: Disclosure
) -> SiteAnswers:
    view = View(session.snapshot.portfolio, language, PageSpeaker(supported_language(language)))
    changed, unknown = changes_or_reason(session, None, asked, view, Filters())
    return SiteAnswers(
        report(session.snapshot, Question(), view),
        changed,
        unknown,
        tuple(PastRevision(one.id, one.second, found) for one, found in revisions_of(session, asked, view)),
        disclosure,
        session.configuration.export.name,
    )


def _files(
    assets: Sequence[Asset], pages: Sequence[tuple[str, Page]], session: Session
) -> Iterator[SiteFile]:
    """The files, each made when it is its turn; style and script come before the pages that need them."""
    for asset in assets:
        yield SiteFile(asset.place, asset.text.encode())
    for folder, page in with_progress(pages, session.speaker.say(message("Pages")), sys.stderr):
        yield SiteFile(f"{folder}{page.place}", page.make().encode(errors="replace"))
