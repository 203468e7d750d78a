"""What pyproject.toml cannot say: the schemes, kept beside the source, ship inside the package."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent


class BuildWithSchemes(build_py):
    """Copies ``schemes/`` to ``gongping/schemes/`` in the wheel; a checkout reads it where it is."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree(HERE / "schemes", Path(self.build_lib) / "gongping" / "schemes", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithSchemes})
