"""Last year's files of three invented offices, laid out as differently as offices do.

Every layout holds the same kinds of facts for its own units; what came of them is computed here, by
hand so to say, in fractions and without the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

OPTIONS = ("好", "较好", "一般", "差")
VALUES = (100, 80, 60, 40)
PRIZES = {"一等奖": 100, "二等奖": 90, "其他": 80}
QUESTIONS = ("思想政治建设", "领导能力", "工作实绩", "政务公开和党风廉政建设", "干部和人才队伍建设")


@dataclass
class Unit:
    """One unit's facts: votes per question (best option first), by group; prize; marks by item and body."""

    code: str
    name: str
    votes: dict[str, list[tuple[int, int, int, int]]]
    prize: str
    marks: dict[str, dict[str, Fraction]]
    matters: Sequence[str] = field(default_factory=tuple)


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded half up; all values here are positive."""
    return Fraction((value * 10**places * 2 + 1) // 2, 10**places)


def mean_of_votes(votes: list[tuple[int, int, int, int]]) -> Fraction:
    points = sum(n * value for one in votes for n, value in zip(one, VALUES, strict=True))
    return half_up(Fraction(points, sum(map(sum, votes))), 4)


def final(unit: Unit) -> Fraction:
    """The founding plan: 20 % ballots, 20 % annual evaluation, 60 % items; +5 per innovation, 15 at most."""
    if "panel" in unit.votes:
        ballots = mean_of_votes(unit.votes["panel"])
    else:
        leaders, staff = (mean_of_votes(unit.votes[g]) for g in ("班子成员", "干部职工"))
        ballots = half_up((40 * leaders + 60 * staff) / 100, 4)
    items = [half_up(sum(m.values(), Fraction(0)) / len(m), 4) for m in unit.marks.values()]
    achievements = half_up(sum(items, Fraction(0)) / len(items), 4)
    composite = half_up((20 * ballots + 20 * PRIZES[unit.prize] + 60 * achievements) / 100, 4)
    return half_up(composite + min(5 * len(set(unit.matters)), 15), 2)


def ranking(units: Sequence[Unit]) -> list[tuple[int, Unit, Fraction]]:
    """Place, unit and score; the units here have no ties."""
    ordered = sorted(units, key=final, reverse=True)
    assert len({final(u) for u in units}) == len(units)
    return [(n, u, final(u)) for n, u in enumerate(ordered, 1)]


def _votes(seed: int, questions: int, papers: int) -> list[tuple[int, int, int, int]]:
    made = []
    for q in range(questions):
        poor, average = (seed * 7 + q) % 2, (seed * 5 + 3 * q) % 4
        fairly = (seed * 11 + q * 2) % (papers // 3)
        made.append((papers - poor - average - fairly, fairly, average, poor))
    return made


def _mark(seed: int) -> Fraction:
    return Fraction(150 + (seed * 37) % 49, 2)


def departments() -> list[Unit]:
    names = ("市霁岫局", "市琅漪办公室", "市砚澍中心", "市芷湄局", "市檀泓委员会", "市黛陂局", "市朔濯处")
    return [
        Unit(
            f"D{n:02}", name, {"班子成员": _votes(n, 5, 9), "干部职工": _votes(n + 3, 5, 41)},
            list(PRIZES)[n % 3], {i: {"市直工委": _mark(n * 3 + k)} for k, i in enumerate(("组织生活", "发展党员", "党费管理"))},
        )
        for n, name in enumerate(names, 1)
    ]  # fmt: skip


def towns_by_body() -> list[Unit]:
    names = ("翎岑镇", "琅渚镇", "瑶隰街道", "荻岫镇", "蘅澍镇", "茗湄镇", "沐濯镇", "榆漪街道")
    bodies = {"组织生活": ("市委组织部",), "带头人队伍": ("市委组织部", "市直工委"), "非公党建": ("市直工委",)}
    return [
        Unit(
            f"T{n:02}", name, {"panel": _votes(n, 1, 60)}, list(PRIZES)[(n * 2) % 3],
            {item: {body: _mark(n * 5 + k * 2 + b) for b, body in enumerate(by)} for k, (item, by) in enumerate(bodies.items())},
        )
        for n, name in enumerate(names, 1)
    ]  # fmt: skip


def towns_in_one() -> list[Unit]:
    names = ("绮泓镇", "昕沅镇", "骊堰街道", "钰麓镇", "蔚岑镇", "棠渚镇")
    matters = {2: ("流动党员驿站",), 5: ("屋场会", "板凳会")}
    return [
        Unit(
            f"T{n:02}", name, {"panel": _votes(n + 2, 1, 75)}, list(PRIZES)[n % 3],
            {item: {"考核组": _mark(n * 7 + k)} for k, item in enumerate(("组织生活", "发展党员", "集体经济"))},
            matters.get(n, ()),
        )
        for n, name in enumerate(names, 1)
    ]  # fmt: skip


def _title(sheet: Worksheet, row: int, text: str, width: int) -> None:
    sheet.cell(row, 1, text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _number(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


def one_sheet_per_unit(folder: Path) -> list[Unit]:
    """Departments: a file per rater group with a sheet per unit; marks and prizes in one summary."""
    units = departments()
    for group in ("班子成员", "干部职工"):
        book = Workbook()
        book.remove(book.active)
        for unit in units:
            sheet = book.create_sheet(unit.name)
            _title(sheet, 1, f"2025年度基层党建工作民主测评计票表（{group}）", 6)
            _title(sheet, 2, f"被测评单位：{unit.name}", 6)
            sheet.append(["测评内容", *OPTIONS, "合计"])
            for question, votes in zip(QUESTIONS, unit.votes[group], strict=True):
                sheet.append([question, *votes, sum(votes)])
            sheet.append([])
            sheet.append(["监票人：", None, None, "计票人："])
        book.save(folder / f"民主测评计票（{group}）.xlsx")
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    _title(sheet, 1, "2025年度市直单位党建实绩得分", 6)
    _title(sheet, 2, "打分单位：市直工委", 6)
    sheet.append(
        ["单位编码", "单位名称", "年度工作考评", "1.组织生活（100分）", "2.发展党员（100分）", "3.党费管理（100分）"]
    )
    for unit in units:
        marks = [_number(one["市直工委"]) for one in unit.marks.values()]
        sheet.append([unit.code, unit.name, unit.prize, *marks])
    book.save(folder / "实绩得分汇总.xlsx")
    return units


def one_sheet_per_body(folder: Path) -> list[Unit]:
    """Towns: a sheet per body with items as columns; the debrief in a file, prizes in a GBK text file."""
    units = towns_by_body()
    book = Workbook()
    book.remove(book.active)
    for body in ("市委组织部", "市直工委"):
        sheet = book.create_sheet(body)
        items = [item for item, by in units[0].marks.items() if body in by]
        _title(sheet, 1, "2025年度镇街党建实绩打分表", len(items) + 3)
        sheet.append([])
        sheet.append(["序号", "镇街", *items, "备注"])
        for n, unit in enumerate(units, 1):
            sheet.append([n, unit.name, *(_number(unit.marks[item][body]) for item in items)])
        sheet.append(["平均", None, *(f"=AVERAGE({c}4:{c}11)" for c in "CD"[: len(items)])])
    book.save(folder / "实绩打分.xlsx")
    book = Workbook()
    sheet = book.active
    sheet.title = "述职评议"
    _title(sheet, 1, "镇街党（工）委书记抓基层党建工作述职评议计票", 6)
    sheet.append(["镇街", *OPTIONS, "合计"])
    for unit in units:
        sheet.append([unit.name, *unit.votes["panel"][0], 60])
    book.save(folder / "述职评议.xlsx")
    lines = ["单位名称,年度工作考评", *(f"{unit.name},{unit.prize}" for unit in units)]
    (folder / "年度考评.csv").write_bytes("\r\n".join(lines).encode("gb18030"))
    return units


def one_big_sheet(folder: Path) -> list[Unit]:
    """Towns: everything in one sheet with two header rows, the ranking itself included."""
    units = towns_in_one()
    book = Workbook()
    sheet = book.active
    sheet.title = "考核汇总"
    _title(sheet, 1, "2025年度镇街基层党建工作考核情况汇总表", 13)
    _title(sheet, 2, "（单位：分、票）", 13)
    sheet.append(
        [
            "序号",
            "镇街",
            "述职评议",
            None,
            None,
            None,
            "年度工作考评",
            "基础工作",
            None,
            "重点工作",
            "自选创新工作",
            "总分",
            "名次",
        ]
    )
    sheet.append([None, None, *OPTIONS, None, "组织生活", "发展党员", "集体经济"])
    for span in ("A3:A4", "B3:B4", "C3:F3", "G3:G4", "H3:I3", "K3:K4", "L3:L4", "M3:M4"):
        sheet.merge_cells(span)
    _big_rows(sheet, units)
    book.save(folder / "考核汇总表.xlsx")
    return units


def _big_rows(sheet: Worksheet, units: Sequence[Unit]) -> None:
    places = {unit.code: (place, score) for place, unit, score in ranking(units)}
    for n, unit in enumerate(units, 1):
        marks = [_number(one["考核组"]) for one in unit.marks.values()]
        place, score = places[unit.code]
        row = [n, unit.name, *unit.votes["panel"][0], unit.prize, *marks, "；".join(unit.matters), float(score), place]
        sheet.append(row)
    sheet.append(["合计", None, *("=SUM(C5:C10)",) * 4])
