"""The one room that knows the disk, the clock and the environment."""
