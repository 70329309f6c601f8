"""What is recorded of incidents besides their tickets?"""
