"""The intake service: every request, whatever way it came, as one ticket."""
