"""One screen, one file (the reader is several, one a concern)."""
