"""Which tickets belong together?"""
