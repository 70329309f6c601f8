"""Who of which role answers a request first, and after how long?"""
