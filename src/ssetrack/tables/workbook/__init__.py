"""Workbooks that we write: described as plain values, then made into octets. `excel` reads them."""
