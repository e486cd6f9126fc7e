"""What an editor is told about a place in a plan: proposals, hovers, references, renames, lenses, hints.

Comes in: an `Index` of plans, a path, and an offset in the text there. Goes out: values with offsets. Nothing
here knows the protocol, and nothing is changed.
"""
