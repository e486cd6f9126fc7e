"""The mapping: what somebody answered about a table, in a file that people read, write and commit."""
