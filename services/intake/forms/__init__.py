"""What was answered to the forms of a catalogue, and how do its versions differ?"""
