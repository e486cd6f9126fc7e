"""Commands that show and never write."""
