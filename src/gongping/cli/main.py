"""The entry point ``gongping``: finds the command, runs it, and lets no fault out as a traceback.

Exit codes: 0 done; 1 refused by the data's content; 2 faulty input, usage or an unexpected fault;
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from gongping import __version__
from gongping.cli.settings import read_settings


def run(arguments: Sequence[str] | None = None) -> None:
    """The program: runs one command and leaves with its exit code."""
    sys.exit(main(sys.argv[1:] if arguments is None else arguments))


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    settings = read_settings(arguments, os.environ)
    if settings.version:
        sys.stdout.write(f"gongping {__version__}\n")
        return 0
    # typer, rich and the engine take time to load, which `--version` need not spend
    from gongping.cli.running import run_command  # noqa: PLC0415 - see the line above

    return run_command(settings)
