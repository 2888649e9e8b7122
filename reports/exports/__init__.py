"""Lists to take home: what the screen shows, cell by cell."""
