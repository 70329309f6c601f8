"""sla keeps what was promised to a school, and one clock per ticket that counts it."""
