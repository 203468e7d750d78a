"""The offline package: one folder with its own interpreter, for an office PC without Python or network."""
