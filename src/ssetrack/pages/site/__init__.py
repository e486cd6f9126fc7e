"""The pages of a site: a folder of them for any web server, in the look of the one page."""
