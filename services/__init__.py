"""The services: each owns its facts, and meets the others only on the wire."""
