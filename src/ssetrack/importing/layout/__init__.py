"""What a document's tables look like: which are plans, their headers, their columns, the kinds of their rows."""
