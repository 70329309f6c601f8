"""What a browser sees: the console, the portals, the audit pages."""
