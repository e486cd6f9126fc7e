"""What a plan is, as data."""
