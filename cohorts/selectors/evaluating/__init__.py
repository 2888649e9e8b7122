"""Course evaluations: who is asked, and what all of them answered together."""
