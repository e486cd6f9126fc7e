"""Documents of every format as one grid: tables of rows of cells, with what stands around them.

Comes in: a file's octets and its name. Goes out: a `Document` (grid.py), or a refusal that says what to do
instead. A grid knows no plan: what a cell means is the affair of `importing`.
"""
