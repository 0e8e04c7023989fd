"""Which claims are about one and the same thing."""
