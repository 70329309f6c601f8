"""Who asked to be called back, when, and what came of the calls?"""
