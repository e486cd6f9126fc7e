"""What is proposed: items with ids, owners, dates and sections, and all that is doubtful, told or ignored."""
