"""Commands that say what is wrong, or what would be read."""
