"""Measurements against a peer or a floor in the same run; see harness.py for how to add one."""
