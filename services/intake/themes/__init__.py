"""Of which kinds are incidents, what nearly was one, and what do they have in common?"""
