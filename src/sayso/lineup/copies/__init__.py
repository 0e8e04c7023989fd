"""Which text was copied or rewritten from which."""
