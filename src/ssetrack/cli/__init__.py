"""What a shell may say: commands, their options, and what they print."""
