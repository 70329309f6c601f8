"""The public language of the platform: what may be asked, what is said, what is shown."""
