"""What `ssetrack reply` is made of: whose answer it is, what it changes, what is left to decide."""
