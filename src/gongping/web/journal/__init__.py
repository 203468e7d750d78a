"""The journal (操作记录): who did what, when and why. Append-only and hash-chained; blind to votes."""
