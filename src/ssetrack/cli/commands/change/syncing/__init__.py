"""What `ssetrack sync` is made of: the plans as its engine needs them, proposals as commands, its report."""
