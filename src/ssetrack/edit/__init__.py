"""A plan's text in, the text with one thing changed out: comments, order, quotes, line ends stay.

`item_lookup` finds what an id means; `alternatives`, `finishing`, `assignments` and `adding` say what is to
change, `fields` and `lists` where; `change` makes it so only if the plan read again agrees.
`fixes` does the same for what lint proposes. No file is opened or written here.
"""
