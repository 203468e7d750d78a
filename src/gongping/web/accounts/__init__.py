"""People, bodies, roles: who may do what, in one readable table (roles.py)."""
