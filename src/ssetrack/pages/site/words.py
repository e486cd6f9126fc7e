"""The words of a site's templates that the one page does not have."""

from __future__ import annotations

from ssetrack.language.message import message
from ssetrack.pages.phrases import PHRASES
from ssetrack.pages.site.parts import Kind

SITE_PHRASES = PHRASES | {
    "site": message("Pages"),
    "overview": message("Overview"),
    "plans": message("Plans"),
    "sections": message("Sections"),
    "vacant": message("Vacant roles"),
    "items": message("Items"),
    "team_items": message("Items of their teams"),
    "helps_with": message("Helps with"),
    "members": message("Members"),
    "about": message("Questions"),
    "print": message("Sheet to print"),
    "no_items_here": message("There are no items here."),
    "unknown_past": message("Changes are shown for plans that are kept with git."),
}

KINDS = {
    Kind.PLAN: PHRASES["plan"],
    Kind.PERSON: message("Person"),
    Kind.TEAM: message("Team"),
    Kind.GOAL: PHRASES["goal"],
    Kind.SECTION: PHRASES["section"],
}
"""What a page is about, said above its title."""

LISTS = {Kind.GOAL: SITE_PHRASES["goals"], Kind.SECTION: SITE_PHRASES["sections"]}
"""Headings of lists of parts."""

VACANT = message("Vacant role")
