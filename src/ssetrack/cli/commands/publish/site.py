"""`ssetrack export site`: the plans as a folder of pages and calendars for any web server."""

from typing import Annotated

import typer

from ssetrack.cli.options import HOW, ReadingOptions
from ssetrack.language.message import message

WEBSITE = message("Website").template


def site(
    reading: ReadingOptions,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write to this folder.", rich_help_panel=HOW),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGES",
            help="Languages of the pages, for example en,fr. The first is at the top of the folder.",
            rich_help_panel=HOW,
        ),
    ] = None,
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
        bool,
        typer.Option(
            "--prune",
            help="Remove pages and calendar feeds that are no longer made.",
            rich_help_panel=WEBSITE,
        ),
    ] = False,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--stamp",
            metavar="TIME",
            help="When this version was made, for example 2027-03-31 or 2027-03-31T09:00:00Z.",
            rich_help_panel=WEBSITE,
        ),
    ] = None,
) -> None:
    """Write a website with calendars to subscribe to.

    It has a page for each plan, person, team, goal and section. Any web server can serve the folder, and the
    pages also open from a disk.
    """
    from ssetrack.cli.arguments import names_in
    from ssetrack.cli.commands.publish.site_making import make_site
    from ssetrack.cli.reading import read_plans
    from ssetrack.diagnostic import SsetrackError

    if output is None or output == "-":
        raise SsetrackError(
            message("a website has several files, so it needs a folder"),
            message("give one with `-o FOLDER`; it can be new"),
        )
    asked = names_in(lang)
    session = read_plans(reading, asked[0] if asked else None, name_broken=False)
    make_site(
        session,
        reading.plans,
        output,
        asked or session.configuration.site.languages,
        contacts=contacts,
        is_public=public,
        prune=prune,
        stamp=stamp,
    )
