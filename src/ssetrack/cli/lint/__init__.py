"""What `lint` needs round the engine: settings, the baseline file, fixing, reporting."""
