"""What is published for any web server: written whole, unchanged files left alone."""
