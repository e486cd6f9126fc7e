"""Plans of other programs, brought into the grid: one table of items with known headings.

Comes in: octets. Goes out: a document, whose table reads like one that a person wrote: sections are cells
over all columns, dates are in ISO 8601 and ends are the last day. What a program would compute is kept in its
words.
"""
