"""A proposal as the text of a plan: canonical YAML with the doubts as comments."""
