"""What leaves the platform as a file."""
