"""The site: Django, one app per room of the assessment year."""
