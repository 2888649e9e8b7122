"""What the joint board sees: its cohorts, the board with all candidates, one candidate, what
closing a round would do, and the protocol afterwards."""
