"""What git remembers of plans: their files at a revision, and the versions of one file."""
