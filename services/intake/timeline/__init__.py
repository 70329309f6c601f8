"""What stands in the timeline of a ticket?"""
