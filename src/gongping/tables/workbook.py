"""An .xlsx workbook as grids, with what is wrong about the file and its cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gongping.tables import messages as m
from gongping.tables import sheetxml
from gongping.tables.model import Flaw, Grid, Raw, letter
from gongping.text import Finding, Place, Text
from gongping.text import Message as Words

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


class _Unfit(Exception):
    """A file that cannot be read as a workbook, with its finding."""

    def __init__(self, message: Words, place: Place, **values: object) -> None:
        self.finding = Finding(message, place, values=values)
        super().__init__(message.code)


def read_workbook(path: Path, wanted: tuple[str, ...] = ()) -> tuple[list[Grid], list[Finding]]:
    """The non-empty worksheets of a workbook, in its order, hidden ones left out unless all are.

    With ``wanted`` (names of a table) only the sheet so named, where there is one. Raises OSError.
    """
    place = Place(path.name)
    if (size := path.stat().st_size) > sheetxml.LARGEST:
        return [], [Finding(m.TOO_LARGE, place, values={"size": f"{size:,} bytes"})]
    data = path.read_bytes()
    try:
        return _read(data, place, wanted)
    except _Unfit as unfit:
        return [], [unfit.finding]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside calamine is no Exception
        return [], [Finding(m.CORRUPT, place, values={"reason": _reason(error)})]


def _reason(error: BaseException) -> Text:
    if isinstance(error, zipfile.BadZipFile):
        return Text("内容不完整，可能没有传完", "its content is cut short, as by a failed download")
    detail = f"{type(error).__name__}: {error}"[:200]
    return Text(f"内部结构不是工作簿（{detail}）", f"inside it is no workbook ({detail})")


def _read(data: bytes, place: Place, wanted: tuple[str, ...]) -> tuple[list[Grid], list[Finding]]:
    archive = _open(data, place)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise _Unfit(m.PASSWORD, place) from None
    sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    named = [s for s in sheets if s.name.strip() in wanted]
    parts, styles = sheetxml.sheet_parts(archive), sheetxml.percent_styles(archive)
    grids: list[tuple[SheetMetadata, Grid]] = []
    for sheet in named[:1] or sheets:
        if sheet.name not in parts:
            raise _Unfit(
                m.CORRUPT,
                Place(place.file, sheet.name),
                reason=Text("找不到工作表的内容", "the content of the sheet is not found"),
            )
        xml = archive.read(parts[sheet.name])
        _check_span(xml, Place(place.file, sheet.name))
        grid = _grid(book.get_sheet_by_name(sheet.name), xml, styles, place.file)
        if grid is not None:
            grids.append((sheet, grid))
    shown, findings = _visible(grids, place)
    return shown, findings + [_nowhere(grid) for grid in shown if any(f.row < 0 for f in grid.flaws)]


def _nowhere(grid: Grid) -> Finding:
    """The finding of a sheet with formulas or errors in cells that do not say their place."""
    return Finding(m.FORMULA, Place(grid.file, grid.sheet))


def _visible(grids: list[tuple[SheetMetadata, Grid]], place: Place) -> tuple[list[Grid], list[Finding]]:
    shown = [grid for sheet, grid in grids if sheet.visible == SheetVisibleEnum.Visible]
    hidden = [sheet.name for sheet, _ in grids if sheet.visible != SheetVisibleEnum.Visible]
    if shown and hidden:
        return shown, [Finding(m.HIDDEN_SHEET, place, "warning", {"sheets": hidden})]
    return [grid for _, grid in grids], []


def _open(data: bytes, place: Place) -> zipfile.ZipFile:
    """The archive inside, after checks that it is a plain workbook of a sane size. Raises _Unfit."""
    if data.startswith(_OLE):
        secret = "EncryptedPackage".encode("utf-16-le") in data
        raise _Unfit(m.PASSWORD if secret else m.OLD_WORKBOOK, place)
    if not data.startswith(_ZIP):
        raise _Unfit(m.CORRUPT, place, reason=Text("不是 .xlsx 工作簿", "it is no .xlsx workbook"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
        raise _Unfit(m.MACROS, place)
    size = sum(part.file_size for part in archive.infolist())
    if size > sheetxml.LARGEST:
        raise _Unfit(m.TOO_LARGE, place, size=f"{size:,} bytes")
    return archive


def _check_span(xml: bytes, place: Place) -> None:
    rows, columns = sheetxml.span(xml)
    # One stray cell far out makes calamine lay out the whole rectangle; too large a one ends the process.
    if rows * columns > sheetxml.MOST_CELLS:
        size = f"{letter(columns - 1)}{rows}"
        raise _Unfit(m.TOO_LARGE, place, size=size)


def _grid(sheet: CalamineSheet, xml: bytes, styles: frozenset[int], file: str) -> Grid | None:
    if sheet.start is None:
        return None
    rows: list[list[Raw]] = list(sheet.to_python(skip_empty_area=False))  # type: ignore[arg-type]
    found = list(sheetxml.flaws(xml, styles))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        name = f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
        height, width = min(bottom, len(rows)), min(right, len(rows[0]))
        found += [Flaw(r, c, "merged", name) for r in range(top, height + 1) for c in range(left, width + 1)]
    return Grid(file, sheet.name, rows, range(1, len(rows) + 1), lettered=True, flaws=tuple(found))
