"""What a document's tables look like: which are plans, their headers, columns and kinds of rows."""
