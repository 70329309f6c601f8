"""How soon is a ticket dealt with?"""
