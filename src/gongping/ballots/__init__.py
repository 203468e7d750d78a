"""A ballot's shape and validity, and counting ballots into a tally."""
