"""Dates as people write them, in words, digits and tables: imported where no standard form is written."""
