"""The command line: one file per command, every word in Chinese and English."""
