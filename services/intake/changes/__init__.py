"""How is something of a school changed: planned, approved, made, undone, reviewed?"""
