"""What the offline package starts."""

import multiprocessing

from gongping.cli.main import run

if __name__ == "__main__":
    multiprocessing.freeze_support()
    run()
