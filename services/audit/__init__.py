"""The audit service: the story of each school over all services, and a witness."""
