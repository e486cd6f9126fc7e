"""Letters to people: who gets one, what it says, and the octets of the message."""
