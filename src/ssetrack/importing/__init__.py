"""A table becomes a plan: readings and doubts, the mapping that answers them, and what changed since."""
