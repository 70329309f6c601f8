"""What a browser sees: the operators' console, the schools' portals, the audit pages."""
