"""Two claims field by field, on named levels."""
