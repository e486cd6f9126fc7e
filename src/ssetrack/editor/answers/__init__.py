"""What an editor is told about a place in a plan: proposals, hovers, references, renames, lenses, hints.

Comes in: a `Index` of plans, a path, and an
offset in the text. Goes out: values with offsets. Nothing here knows the protocol, and nothing is changed.
"""
