"""What people write where no standard form is.

Comes in: a text that is not EDTF, made plain, and what it is read for. Goes out: what it means, or why it is
no date and what to write instead. `grammar` asks here only where it must: most dates of a plan are written in
their canonical form. Of the others most are plain dates in words; all else is in the table of `forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ssetrack.dates.edtf import read_edtf
from ssetrack.dates.folding import fold
from ssetrack.dates.informal.settled import Settled
from ssetrack.dates.informal.words import read_words
from ssetrack.dates.period import DateReading
from ssetrack.dates.project_time import read_project_time

_DASHED = re.compile("[0-9]{4}[\u2012-\u2015\u2212][0-9]{2}(?![0-9\u2012-\u2015\u2212])")
"""`2004–05` with a dash for ranges: two years as likely as a month, which is written with a hyphen."""


def read_informal(
    text: str,
    written: str,
    settled: Settled,
    again: Callable[[str], DateReading],
) -> DateReading:
    """What a text says that is in no standard form; `written` is it made plain.

    `again` reads a part of it, by the grammar as a whole and for the same purpose.
    """
    low = fold(written)
    if not text.isascii() and _DASHED.search(text):
        from ssetrack.dates.informal.hints import hint

        return hint(text, low)
    if written != text:
        # Only its blanks and dashes were odd.
        standard = read_edtf(written) or read_project_time(written, settled.start)
        if standard is not None:
            return standard
    in_words = read_words(written, low, settled.years)
    if in_words is not None:
        return in_words
    from ssetrack.dates.informal.forms import Informal, read_form

    return read_form(text, Informal(written, low, settled, again))
