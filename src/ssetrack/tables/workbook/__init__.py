"""Workbooks that we write: described as plain values, then made into octets. Reading them is `excel`'s work."""
