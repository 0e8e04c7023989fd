"""A claim as the comparison sees it, and whose say-so it rests on."""
