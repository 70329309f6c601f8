"""How long is what kept, what is held, what is due, and how is it erased?"""
