"""Who reads of a school's tickets what is about safeguarding?"""
