"""``python -m gongping``: the command line."""

from gongping.cli.main import run

if __name__ == "__main__":
    run()
