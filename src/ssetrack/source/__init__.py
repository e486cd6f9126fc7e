"""Text of a plan file in, a tree of raw text with places out."""
