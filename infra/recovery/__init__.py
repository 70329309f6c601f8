"""How is a log put right whose service was set back to an older copy of its data?"""
