"""How was what was done, in the words of who asked for it?"""
