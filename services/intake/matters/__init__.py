"""What are tickets about?"""
