"""How does what intake has to say reach those outside, once and never twice?"""
