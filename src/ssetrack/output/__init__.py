"""Reports in, bytes or terminal lines out; one module for a format or a screen."""
