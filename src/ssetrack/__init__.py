"""Work plans whose dates are rarely a clean day.

Values flow one way: the text of a plan becomes a tree that knows its positions (`source`), the tree a
plan (`load`, `plan`), plans a portfolio of items with their periods (`portfolio`, `schedule`), items
statuses (`status`), statuses a report (`query`), and a report bytes (`terminal`, `formats`, `calendar`,
`pages`). Problems in a plan are values that travel beside it. Only `cli`, `sync`, `publish` and `workspace`
touch the world.
"""

__version__ = "0.1.0"
