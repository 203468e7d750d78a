"""``gongping new``: a folder to start from; or an office's own workbooks, mapped once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from gongping.cli.help import both
from gongping.cli.importing import import_workbooks
from gongping.cli.inputs import load
from gongping.cli.places import scheme_at
from gongping.cli.session import Session
from gongping.cli.templates import write_templates
from gongping.text import Finding, Message, Place, Refused, Text

DEFAULT = "jiceng-dangjian"

Folder = Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help=both("新文件夹", "the new folder"))]
More = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help=both("更多工作簿（与 --from-workbook 同用）", "more workbooks (with --from-workbook)"),
    ),
]
SchemeName = Annotated[
    str,
    typer.Option(
        "--scheme",
        metavar="SCHEME",
        help=both(f"从哪个方案开始（不写为 {DEFAULT}）", f"the scheme to start from ({DEFAULT} unless told)"),
    ),
]
FromWorkbook = Annotated[
    list[Path] | None,
    typer.Option(
        "--from-workbook",
        metavar="FILE",
        show_default=False,
        help=both(
            "导入本单位自己的工作簿（.xlsx、.csv 或文件夹），逐列对照一次并记住",
            "map an office's own workbooks (.xlsx, .csv or a folder), once, and remember how",
        ),
    ),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        show_default=False,
        help=both("对照表；不写则用工作簿旁边的 mapping.yaml", "the mapping; else mapping.yaml beside the workbooks"),
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=both("接受全部猜测，不提问", "take every guess, ask nothing"))]  # fmt: skip

NOT_EMPTY = Message(
    "cli.folder-not-empty",
    Text("{folder} 里已有文件，不覆盖", "{folder} holds files already; nothing is overwritten"),
    Text("换一个新文件夹", "name a new folder"),
)
README = """\
# {title}

- `scheme/scheme.yaml` 考核方案，用文本编辑器修改；每条规则写明条款。 The plan: edit it as text.
- `facts/*.xlsx` 数据表：表头不要改，每个文件的“填写说明”写着各列怎样填。 The facts: one workbook per table.

```
gongping lint scheme facts                 # 检查，列出全部问题  every finding at once
gongping test scheme                       # 运行算例  run the cases
gongping score scheme facts --out result   # 计分、排名、定等次  score, rank, grade
gongping explain scheme facts 单位编码       # 某个单位的得分怎么来的  where a score comes from
gongping verify result                     # 由结果复算核对  recompute and compare
```
"""


def command(
    ctx: typer.Context, folder: Folder, more: More = None, scheme: SchemeName = DEFAULT,
    from_workbook: FromWorkbook = None, mapping: MappingFile = None, yes: Yes = False,
) -> int:  # fmt: skip
    session: Session = ctx.obj
    if from_workbook:
        return import_workbooks(session, folder, [*from_workbook, *(more or ())], scheme, mapping, yes)
    if more:
        raise typer.BadParameter(both("工作簿要与 --from-workbook 同用", "workbooks are named with --from-workbook"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Finding(NOT_EMPTY, Place(str(folder)), values={"folder": str(folder)})])
    _start(session, folder, scheme)
    return 0


def _start(session: Session, folder: Path, name: str) -> None:
    scheme, source = load(session, name, {}), scheme_at(name)
    facts = folder / "facts"
    facts.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, folder / "scheme", dirs_exist_ok=True)
    else:
        (folder / "scheme").mkdir(exist_ok=True)
        shutil.copyfile(source, folder / "scheme" / "scheme.yaml")
    files = write_templates(scheme, facts)
    (folder / "README.md").write_text(README.format(title=scheme.header.title.zh), encoding="utf-8")
    session.say(Text(f"已建立 {folder}", f"made {folder}"), "bold")
    session.say("  scheme/scheme.yaml  README.md")
    session.say("  facts/  " + "  ".join(f.name for f in files))
    session.say(Text(f"填好数据表后：gongping lint {folder / 'scheme'} {facts}",
                     f"once the tables are filled in: gongping lint {folder / 'scheme'} {facts}"))  # fmt: skip
