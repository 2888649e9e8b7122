"""A participant as those who give the course see them, and what they decide; one's own make-ups."""
