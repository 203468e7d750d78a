"""``gongping verify``: recompute an output folder from its bundle and compare everything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongping.bundle import verify
from gongping.cli import options
from gongping.cli.envelope import envelope
from gongping.cli.help import both
from gongping.cli.session import Session
from gongping.cli.shapes import text_shape
from gongping.text import Finding, Message, Place, Refused, Text

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        show_default=False,
        help=both("gongping score 写出的文件夹", "a folder written by gongping score"),
    ),
]
Fingerprint = Annotated[str | None, typer.Option("--fingerprint", metavar="F", show_default=False, help=both(
    "另行保存的结果指纹，用来发现连清单一起改过的结果", "the fingerprint kept elsewhere; catches a consistent forgery"))]  # fmt: skip

NO_FOLDER = Message("cli.no-result-folder", Text("找不到结果文件夹“{folder}”", "there is no folder '{folder}'"),
                    Text("检查路径", "check the path"))  # fmt: skip
SHOWN = 20


def command(
    ctx: typer.Context, folder: Folder, fingerprint: Fingerprint = None, as_json: options.AsJson = False
) -> int:
    """相符为0，不符为1，读不出为2。\x1f0 it agrees, 1 it differs, 2 it cannot be read."""
    session: Session = ctx.obj
    if not folder.is_dir():
        raise Refused([Finding(NO_FOLDER, Place(str(folder)), values={"folder": str(folder)})])
    with session.progress(Text("重新计算并核对", "recomputing and comparing")):
        found = verify(folder, fingerprint)
    code = 0 if found.good else 2 if not found.files else 1
    if as_json:
        more = {"good": found.good, "fingerprint": found.fingerprint, "files": found.files, "scores": found.scores}
        differences = [text_shape(d) for d in found.differences]
        session.json(envelope("verify", code, session.language, [], **more, differences=differences))
        return code
    for one in found.differences[:SHOWN]:
        session.say(one, "red")
    if len(found.differences) > SHOWN:
        rest = len(found.differences) - SHOWN
        session.say(Text(f"……另有{rest}处", f"… and {rest} more"))
    if found.good:
        session.say(Text(f"相符：{found.files}个文件、{found.scores}个得分重新计算无误",
                         f"agrees: {found.files} files and {found.scores} scores recomputed"), "bold green")  # fmt: skip
    else:
        session.say(Text(f"不符：{len(found.differences)}处", f"differs: {len(found.differences)} places"), "bold red")
    if found.fingerprint:
        session.say(Text(f"结果指纹 {found.fingerprint}", f"fingerprint {found.fingerprint}"))
    return code
