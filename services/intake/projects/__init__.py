"""Which tickets and visits have one aim, and how far is it?"""
