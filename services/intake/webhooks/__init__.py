"""Who is told outside, of what, and did it reach them?"""
