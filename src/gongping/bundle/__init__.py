"""A Release as a folder that can be recomputed: write, read, verify."""

from gongping.bundle.verifying import Verification, verify
from gongping.bundle.writing import Written, write_results

__all__ = ["Verification", "Written", "verify", "write_results"]
