"""An office's own workbooks, any headers, read once by a mapping that stays beside them as a file."""
