"""Words that every medium says."""
