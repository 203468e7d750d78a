"""What was observed besides ballots: units, marks, awards, claims, events, decisions."""
