"""Who has access to a school, and does the school say each term that they should?"""
