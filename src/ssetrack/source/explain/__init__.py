"""What broken YAML means: imported only when a plan cannot be read."""
