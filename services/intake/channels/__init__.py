"""By which channel do requests come, and by none that is meant for them?"""
