"""What the words of a claim say: names folded, figures, times, roles, denials."""
