"""How is a ticket answered with words that were kept for it?"""
