"""gateway answers HTTP: it keeps no facts, and asks the services in a caller's name."""
