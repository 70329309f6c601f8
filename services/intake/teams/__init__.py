"""Whose queue is a ticket in, who hands it on to whom, and who is good at it?"""
