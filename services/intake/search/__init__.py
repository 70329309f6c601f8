"""Which tickets fit what somebody looks for?"""
