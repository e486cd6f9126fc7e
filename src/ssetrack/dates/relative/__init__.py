"""Days that are counted: in plans from another item, on the command line from today."""
