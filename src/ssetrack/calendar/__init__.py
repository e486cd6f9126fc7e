"""Calendar feeds: what of a plan stands in a calendar, and the octets of the file.

`entries` says on which days an item stands in a calendar and in which words; `events` and `tasks` write it
as components, `stamps` dates those by what was published before, `feeds` says which feeds there are, and
`calendar` puts a file together from `content_lines`, the one door to the library. docs/calendars.md is for
users.
"""
