"""Of which kinds are incidents, what nearly was one, and what have they in common?"""
