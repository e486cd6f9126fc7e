"""Commands that change a plan file."""
