"""How does what monitoring finds become a ticket, and stop being one?"""
