"""Where the page of a rule is, for an editor to open: the page of all rules, which comes with the package.

Comes in: the name of a rule. Goes out: an address; `#L475` is what editors take for a line of a file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ssetrack.editor.addresses import uri_of
from ssetrack.workspace.scope.rule_pages import rules_page

_HEADING = re.compile(r"^### ([a-z0-9-]+)$", re.MULTILINE)


def link_to(rule: str) -> str | None:
    """The address of a rule's page; None where the page was not installed."""
    return _links().get(rule)


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    page = rules_page()
    if page is None:
        return {}
    address, text = uri_of(page.path), page.text
    return {
        heading[1]: f"{address}#L{text.count(chr(10), 0, heading.start()) + 1}"
        for heading in _HEADING.finditer(text)
    }
