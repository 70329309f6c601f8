"""What does a scanner find in what came by mail, and who is kept from it?"""
