"""What guidance is written, shown and found?"""
