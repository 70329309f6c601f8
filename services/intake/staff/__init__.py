"""What is to be done for who joins a school, moves within it or leaves?"""
