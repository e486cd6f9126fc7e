"""An agenda as one small page, to print or to paste into a mail.

Comes in: an agenda. Goes out: the document, without a script, a picture or anything from elsewhere.
"""

from __future__ import annotations

from ssetrack import __version__
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.environment import environment, hash_source, template_file
from ssetrack.query.agenda import Agenda
from ssetrack.wording.agenda import told_agenda
from ssetrack.wording.languages import pieces


def agenda_html(agenda: Agenda) -> str:
    """The document."""
    style = template_file("agenda.css").removesuffix("\n")
    # Addresses are left out where the agenda is put into words.
    whole = environment(Disclosure(contacts=True), agenda.report.view.speaker)
    page: str = whole.get_template("agenda.html").render(
        version=__version__,
        told=told_agenda(agenda),
        pieces=pieces,
        style=style,
        style_hash=hash_source(style),
    )
    return page
