"""Edits of what items have in common: ids wherever plans name them, owners, goals, sections, the plan itself.

`part_lookup` finds what a name means, `mentions` where plans name things; `renaming` (with `uids`),
`removing`, `filling` and `part_assignments` say what is to change. No file is opened or written here.
"""
