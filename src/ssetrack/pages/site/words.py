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
    "languages": message("Languages"),
    "subscribe": message("Subscribe to this calendar"),
    "subscribed": message("These dates then appear in your own calendar, and changes arrive by themselves."),
    "apple": message("iPhone, iPad, Mac"),
    "apple_how": message("Press the button above, or read the code with the camera, and choose Subscribe."),
    "google": message("Google Calendar, Android"),
    "google_how": message("Press the button on a computer; afterwards the phone shows the dates, too."),
    "outlook": message("Outlook, Microsoft 365"),
    "outlook_how": message(
        "Copy the address below. In the calendar choose Add calendar, Subscribe from web, and paste it."
    ),
    "thunderbird": message("Thunderbird and others"),
    "thunderbird_how": message("Copy the address below. Choose New Calendar, On the Network, and paste it."),
    "address": message("Address"),
    "code": message("Code for the camera of a phone"),
    "no_url": message(
        "This is the file of the calendar. There are no buttons to subscribe, because the settings of this"
        " site do not give its address."
    ),
    "namesakes": message("In several plans, different people or teams have this short name."),
    "follow": message("Follow these changes (Atom)"),
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
