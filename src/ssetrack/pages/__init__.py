"""The page that holds a whole plan."""
