"""Import files: how they are read, checked and taken in."""
