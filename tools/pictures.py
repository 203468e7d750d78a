"""Makes docs/images from the made-up city: ``python -m tools.pictures``.

Terminal and report are photographed with Chromium, the workbook with LibreOffice and pdftoppm; what
is not installed is left out. The Chinese fonts are those of the machine.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from gongping.assessment import Assessment, assess, load_scheme
from gongping.bundle import write_results
from gongping.cli.session import Session
from gongping.cli.standing import print_standings
from gongping.demo import make_city, write_city
from gongping.disclosure.release import office_release
from gongping.intake import read_folder
from gongping.text import Language

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, ROWS = 92, 40
PAPER = TerminalTheme(
    (255, 255, 255), (36, 36, 36),
    [(36, 36, 36), (150, 32, 32), (60, 120, 80), (196, 160, 96), (72, 104, 150), (130, 80, 130), (60, 130, 140), (120, 120, 120)],
)  # fmt: skip
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
@font-face {{ font-family: Blocks; src: local("DejaVu Sans Mono"); unicode-range: U+2500-259F; size-adjust: 83.05% }}
body {{ margin: 0; background: #fff }}
pre {{ margin: 24px 28px; font: 16px/22px Blocks, "Noto Sans Mono CJK SC", monospace; color: #242424 }}
</style><pre>{code}</pre>"""


def demo_city(folder: Path) -> Assessment:
    """The made-up city of ``gongping demo``, scored."""
    scheme = load_scheme(ROOT / "schemes" / "jiceng-dangjian")
    write_city(make_city(), folder)
    facts, tally, findings = read_folder(scheme, folder)
    return assess(scheme, facts, tally, findings)


def terminal(assessment: Assessment, language: Language, home: Path, file: Path) -> None:
    """The first ranking as a terminal shows it."""
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="standard", highlight=False,
        markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    print_standings(Session(language, console, console), assessment)
    lines = console.export_text(clear=True, styles=True).splitlines()
    console.print("$ gongping demo", style="dim")
    for line in lines[:ROWS]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    page = home / "terminal.html"
    page.write_text(console.export_html(theme=PAPER, inline_styles=True, code_format=PAGE), encoding="utf-8")
    photograph(page, file, (860, 22 * (ROWS + 1) + 48))


def photograph(html: Path, file: Path, size: tuple[int, int]) -> None:
    """A page as a browser shows it."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print(f"no Chromium: {file.name} is not made")
        return
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={file}",
               f"--window-size={size[0]},{size[1]}", html.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def workbook(xlsx: Path, file: Path, page: int) -> None:
    """One printed page of the workbook."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("no LibreOffice or pdftoppm: the workbook is not photographed")
        return
    convert = [
        "soffice",
        f"-env:UserInstallation={(xlsx.parent / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*convert, "--outdir", str(xlsx.parent), str(xlsx)], check=True, capture_output=True)
    pdf = str(xlsx.with_suffix(".pdf"))
    one = [
        "pdftoppm",
        "-png",
        "-r",
        "80",
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        pdf,
        str(file.with_suffix("")),
    ]
    subprocess.run(one, check=True)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        assessment = demo_city(home / "facts")
        terminal(assessment, "zh", home, IMAGES / "terminal.zh.png")
        terminal(assessment, "en", home, IMAGES / "terminal.en.png")
        result = home / "result"
        result.mkdir()
        write_results(office_release(assessment), result)
        photograph(result / "report.html", IMAGES / "report.png", (1280, 1000))
        workbook(result / "results.xlsx", IMAGES / "workbook.png", 3)


if __name__ == "__main__":
    main()
