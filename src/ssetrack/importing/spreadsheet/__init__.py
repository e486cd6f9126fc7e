"""Plans out to a spreadsheet, and what was edited there back into them.

`columns` says what a row holds, `sheet` and `hidden_sheet` make a workbook of plans; `reading` finds the rows
in one that comes back, `versions` what changed in them, and `edits` what each cell does to its plan.
"""
