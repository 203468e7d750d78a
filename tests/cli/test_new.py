"""``gongping new``: a folder to start from."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from gongping.tables.spec import TABLES
from tests.cli.conftest import SCHEME, Run


def test_a_template_of_the_founding_plan(tmp_path: Path, gongping: Run) -> None:
    folder = tmp_path / "year"
    said = gongping("new", folder)
    assert said.code == 0
    assert "units.xlsx" in said.out
    assert "#" in (folder / "scheme" / "scheme.yaml").read_text(encoding="utf-8"), "the scheme is commented"
    for file in (folder / "facts").iterdir():
        book = load_workbook(file)
        spec = TABLES[file.stem]
        assert [cell.value for cell in book[spec.title.zh][1]] == [column.zh for column in spec.columns]
        assert "填写说明" in book.sheetnames
    assert gongping("lint", folder / "scheme", folder / "facts").code == 0
    assert gongping("test", folder / "scheme").code == 0


def test_choices_are_offered(tmp_path: Path, gongping: Run) -> None:
    assert gongping("new", tmp_path / "year").code == 0
    sheet = load_workbook(tmp_path / "year" / "facts" / "units.xlsx").worksheets[0]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"镇街,市直单位"' in lists


def test_nothing_is_overwritten(tmp_path: Path, gongping: Run) -> None:
    (tmp_path / "x.txt").write_text("mine", encoding="utf-8")
    said = gongping("new", tmp_path, "--lang", "en")
    assert said.code == 2
    assert "nothing is overwritten" in said.err
    assert [f.name for f in tmp_path.iterdir()] == ["x.txt"]


def test_an_unknown_scheme_makes_no_folder(tmp_path: Path, gongping: Run) -> None:
    assert gongping("new", tmp_path / "year", "--scheme", "nowhere").code == 2
    assert not (tmp_path / "year").exists()


def test_workbooks_that_are_not_there(tmp_path: Path, gongping: Run) -> None:
    said = gongping("new", tmp_path / "year", "--scheme", SCHEME, "--from-workbook", tmp_path / "no.xlsx")
    assert said.code == 2
    assert "no.xlsx" in said.err
    assert not (tmp_path / "year").exists()
