"""What a connection to a server needs of this machine and of the person at it: a password, patience.

Comes in: what was written in settings. Goes out: values; a server is asked elsewhere.
"""
