"""The course day: the roll, paper, the code on the wall, own pages, objections, homework."""
