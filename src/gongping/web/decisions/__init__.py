"""Collective decisions (集体研究决定): whatever changes a result or a rule needs one, registered by one and confirmed by another."""
