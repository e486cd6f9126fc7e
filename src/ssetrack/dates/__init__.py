"""Texts of dates in, periods out; see `period` for what a period is and `grammar` for what is read."""
