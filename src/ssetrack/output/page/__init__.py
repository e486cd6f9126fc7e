"""Plans as one page to send round: HTML that needs no network and no script (templates by Jinja)."""
