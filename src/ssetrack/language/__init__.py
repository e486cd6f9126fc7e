"""What is said, in which language, and which word was meant."""
