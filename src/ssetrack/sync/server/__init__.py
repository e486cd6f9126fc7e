"""A collection of tasks on a CalDAV server (RFC 4791): found, listed, read and written over HTTP.

Comes in: an address and who asks. Goes out: a `Collection`. A file asks, one speaks the XML of WebDAV, one
finds the collection, three read and write its objects. What this never does: look for a server by DNS, follow
a redirect to another server, write over what it has not read.
"""
