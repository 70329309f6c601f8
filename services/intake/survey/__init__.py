"""How does a school find it all, once a year, in the words of its people?"""
