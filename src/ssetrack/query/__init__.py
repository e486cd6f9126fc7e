"""What was asked about the statuses: which of them, in what order, with which columns."""
