"""A language server for plan files: `ssetrack lsp`.

Comes in: the texts that an editor has open, and positions in them. Goes out: what is wrong, what a date is
read as, what may stand here, and the edits that mend or rename. It never writes a file.
"""
