"""Who calls, and what becomes of it?"""
