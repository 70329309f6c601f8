"""The sla service: what was promised to a school, and one clock per ticket."""
