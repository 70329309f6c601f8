"""The kernel: it knows events in general, and no event in particular."""
