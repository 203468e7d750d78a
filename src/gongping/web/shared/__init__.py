"""Base templates, components, static files. Nothing with a rule in it."""
