"""What counts in a folder: which plans are read there together, and which rules they are checked by."""
