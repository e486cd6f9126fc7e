"""Commands that write items for other programs and people."""
