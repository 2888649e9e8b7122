"""Speed and memory are measured here, not asserted in tests. `make bench` runs all of it."""
