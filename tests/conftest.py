"""The suite's house rules. Each lives in its own file under plugins/; random order is pytest-randomly's."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.plugins.clean_checkout",
    "tests.plugins.network",
    "tests.plugins.postgres",
    "tests.plugins.programs",
    "tests.plugins.spark",
]

# `default` keeps `make test` short; HYPOTHESIS_PROFILE=full is for a long look (CONTRIBUTING.md).
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
