"""How much time does work on tickets take, by whom, where and when?"""
