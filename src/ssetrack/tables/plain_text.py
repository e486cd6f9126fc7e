"""Plain text, as it is pasted from a mail, a page or a PDF: Markdown whose lines are the author's.

Comes in: octets. Goes out: a document. In Markdown a line below an entry of a list goes on with it, indented
or not; here only an indented one does: `1. Meetings` and `1.1 Assembly` below it are two lines.
"""

from ssetrack.tables import markdown
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.grid import Document
from ssetrack.tables.limits import MOST_MARKDOWN, check_size


def document(octets: bytes) -> Document:
    """What is in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets), MOST_MARKDOWN)
    source = decoding_of(octets)
    return markdown.document_of(source.text, wrapped=False)._replace(told=source.told)
