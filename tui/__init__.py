"""The terminal side of onrecord: the command line and the Textual reader."""
