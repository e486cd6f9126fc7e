"""Tables, lists and charts for people at a terminal."""
