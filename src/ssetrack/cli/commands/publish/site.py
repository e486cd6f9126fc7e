"""`ssetrack export site`: the plans as a folder of pages for any web server."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.options import HOW, ReadingOptions, WordsLanguageOption
from ssetrack.language.message import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssetrack.pages.site.assets import Asset
    from ssetrack.pages.site.document import Page, Site, Surroundings
    from ssetrack.publish.site_folder import SiteFile
    from ssetrack.workspace.session import Session

WEBSITE = message("Website").template


def site(
    reading: ReadingOptions,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write to this folder.", rich_help_panel=HOW),
    ] = None,
    lang: WordsLanguageOption = None,
    contacts: Annotated[
        bool,
        typer.Option(
            "--contacts", help="Also show e-mail addresses and other contacts.", rich_help_panel=WEBSITE
        ),
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Let search engines list the pages.", rich_help_panel=WEBSITE)
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove pages that are no longer made.", rich_help_panel=WEBSITE)
    ] = False,
) -> None:
    """Write a website with a page for each plan, person and goal.

    Any web server can serve the folder, and the pages also open from a disk.
    """
    from ssetrack.cli.commands.publish.feed_settings import refuse_errors
    from ssetrack.cli.reading import read_plans
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.pages.site.assets import script, style, today_style
    from ssetrack.pages.site.document import Surroundings
    from ssetrack.publish.site_folder import SiteFolder

    if output is None or output == "-":
        raise SsetrackError(
            message("a website has several files, so it needs a folder"),
            message("give one with `-o FOLDER`; it can be new"),
        )
    session = read_plans(reading, lang, name_broken=False)
    refuse_errors(session)
    folder = SiteFolder(Path(output))
    style_file, script_file = style(), script()
    made = _site(session, reading, lang, contacts, Surroundings(style_file.place, script_file.place, public))
    today = today_style(session.snapshot.today, made.today_lines())
    pages = tuple(made.pages())
    assets = (style_file, script_file, today)
    names = [*(one.place for one in assets), *(page.place for page in pages)]
    with folder.lock():
        folder.write(names, _files(assets, pages, session))
        folder.remove_stale(names, prune=prune, speaker=session.speaker)
    folder.tell(session.speaker)


def _site(
    session: "Session", reading: ReadingOptions, lang: str | None, contacts: bool, around: "Surroundings"
) -> "Site":
    """The site in one language."""
    from ssetrack.cli.commands.look.since import changes_or_reason, revisions_of
    from ssetrack.cli.requests import plan_language
    from ssetrack.language.speaker import supported_language
    from ssetrack.language.typesetting import PageSpeaker
    from ssetrack.pages.disclosure import Disclosure
    from ssetrack.pages.site.document import Site, SiteAnswers
    from ssetrack.pages.site.revisions import PastRevision
    from ssetrack.query.columns import View
    from ssetrack.query.filters import Filters
    from ssetrack.query.report import Question, report

    language = lang or plan_language(session) or "en"
    view = View(session.snapshot.portfolio, language, PageSpeaker(supported_language(language)))
    changed, unknown = changes_or_reason(session, None, reading.plans, view, Filters())
    revisions = revisions_of(session, reading.plans, view)
    answers = SiteAnswers(
        report(session.snapshot, Question(), view),
        changed,
        unknown,
        tuple(PastRevision(one.id, one.second, found) for one, found in revisions),
        disclosure=Disclosure(contacts=contacts),
        name=session.configuration.export.name,
    )
    return Site(answers, around)


def _files(assets: "Sequence[Asset]", pages: "Sequence[Page]", session: "Session") -> "Iterator[SiteFile]":
    """The files, each made when it is its turn; style and script come before the pages that need them."""
    from ssetrack.publish.site_folder import SiteFile
    from ssetrack.terminal.progress import with_progress

    for asset in assets:
        yield SiteFile(asset.place, asset.text.encode())
    for page in with_progress(pages, session.speaker.say(message("Pages")), sys.stderr):
        yield SiteFile(page.place, page.make().encode(errors="replace"))
