"""Gongping (公评): an assessment plan as one file, exact results that anyone can recompute."""

__version__ = "0.1.0"
