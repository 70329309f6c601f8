"""What does the past of a school suggest of a ticket, for a person to accept?"""
