"""One file a command, by what it does to a plan: look, change, publish, check."""
