"""Who else is told of what is said on a ticket, besides whoever asked?"""
