"""Items as a list in Markdown, the first of very many.

Comes in: where items stand, and how the reader looks. Goes out: Markdown, one line for each item.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.plan.items import title_above
from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.wording.cells import state_words, title_words
from ssetrack.wording.dates import date_words
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.punctuation import behind_label, in_a_row

MOST_LISTED = 5
"""Items in one list; where there are more, the rest are counted."""


def item_list(view: View, statuses: Sequence[Status], *, states: bool = True) -> str:
    """Items with their titles and dates, and where they stand unless that is said elsewhere."""
    lines = []
    for one in statuses[:MOST_LISTED]:
        title = title_above(f"{view.id(one)}  {title_words(one, view)}")
        state = state_words(view.speaker, one) if states else ""
        said = in_a_row((date_words(one, view), state), view.speaker)
        lines.append(f"- {markdown_text(behind_label(title, said, view.speaker) if said else title)}")
    more = len(statuses) - MOST_LISTED
    if more > 0:
        lines.append(f"- {view.speaker.count('and {number} more', 'and {number} more', more)}")
    return "\n".join(lines)
