"""The public language: what may be asked, what is said, what is shown."""
