"""Tasks of a CalDAV collection (RFC 4791) and the items of plans, kept in step: `ssetrack sync`.

Comes in: plans as they stand, what a server has, and what both agreed on last. Goes out: edits of the plan
files, requests to the server, and proposals for a person to decide on. Nothing that anybody wrote is lost:
each change is in the plan, on the server, or in a proposal.
"""
