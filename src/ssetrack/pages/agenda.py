"""An agenda as one small page, to print or to paste into a mail.

Comes in: an agenda. Goes out: the document, without a script, a picture or anything from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from pkgutil import get_data

from jinja2 import Environment, PackageLoader, StrictUndefined

from ssetrack import __version__
from ssetrack.query.agenda import Agenda
from ssetrack.wording.agenda import told_agenda
from ssetrack.wording.languages import pieces
from ssetrack.wording.printable import page_text


def agenda_html(agenda: Agenda) -> str:
    """The document."""
    content = get_data(__package__, "templates/agenda.css")
    assert content is not None
    style = f"\n{content.decode()}"
    told = told_agenda(agenda)
    environment = Environment(
        loader=PackageLoader("ssetrack.pages"),
        autoescape=True,
        finalize=page_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page: str = environment.get_template("agenda.html").render(
        version=__version__, told=told, pieces=pieces, style=style, style_hash=f"sha256-{digest}"
    )
    return page
