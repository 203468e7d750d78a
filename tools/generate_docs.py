"""Writes the pages and files that are made from the code: ``make docs``.

python -m tools.generate_docs            write what is stale
python -m tools.generate_docs --check    only say what is stale; exit code 1 if anything is
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from gongping.scheme.json_schema import json_schema
from gongping.scoring.operators import vocabulary
from tools.documentation.commands import commands
from tools.documentation.facts_tables import facts_tables
from tools.documentation.files import files
from tools.documentation.glossary import glossary
from tools.documentation.reference import reference
from tools.documentation.rules import rules
from tools.documentation.tutorial import tutorial
from tools.documentation.words import ROOT, words_of

BEGIN, END = "<!-- made by make docs: begin -->", "<!-- made by make docs: end -->"


def schema() -> str:
    """schemes/scheme.schema.json."""
    return json.dumps(json_schema(vocabulary(), _describe), ensure_ascii=False, indent=1) + "\n"


def _describe(owner: str, key: str) -> str:
    words = words_of(owner, key)
    return f"{words.en} / {words.zh}" if words else ""


WHOLE: Mapping[str, Callable[[], str]] = {
    "docs/reference.md": reference,
    "docs/rules.md": rules,
    "docs/glossary.md": glossary,
    "docs/scheme-language.md": tutorial,
    "schemes/scheme.schema.json": schema,
}
"""Files made as a whole; of the tutorial, what the program says."""
INSIDE: Mapping[str, Callable[[], str]] = {
    "docs/facts-folder.md": facts_tables,
    "docs/structure.md": files,
    "docs/command-line.md": commands,
}
"""Pages of which the part between the two marks is made."""


def wanted() -> dict[Path, str]:
    """Every file with the text it should have."""
    pages = {ROOT / name: make() for name, make in WHOLE.items()}
    for name, make in INSIDE.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        after = rest.split(END)[1]
        pages[ROOT / name] = f"{before}{BEGIN}\n\n{make()}\n{END}{after}"
    return pages


def stale() -> dict[Path, str]:
    """The files whose text is not what it should be."""
    return {
        path: text for path, text in wanted().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


def main(arguments: list[str]) -> int:
    """Write or check; see above."""
    found = stale()
    for path, text in found.items():
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
