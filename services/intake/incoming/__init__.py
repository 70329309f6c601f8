"""What becomes of the mail that comes in?"""
