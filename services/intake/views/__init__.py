"""What do people look for again and again?"""
