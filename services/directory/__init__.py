"""The directory service: schools, their hours, and the tokens programs use."""
